import { join } from 'node:path';
import { RotatingFile } from './rotating-file.ts';
import { terminalLine } from './terminal-line.ts';

/** A line longer than this is taken in pieces. */
const LINE_CHARACTERS = 64_000;

/** Lines of the terminal that one process may fill in a while: the rest is in its file. */
const SHOWN_LINES = 8;
const SHOWN_WINDOW_MS = 10_000;

/** Takes what one process writes: all of it to its file, what matters to the terminal. */
export class ProcessOutput {
  private readonly name: string;
  private readonly path: string;
  private readonly file: RotatingFile;
  private readonly show: (line: string) => void;
  private readonly rests = { stdout: '', stderr: '' };
  private windowEnd = 0;
  private shown = 0;

  constructor(name: string, logsDir: string, show: (line: string) => void) {
    this.name = name;
    this.path = join(logsDir, `${name}.log`);
    this.file = new RotatingFile(this.path);
    this.show = show;
  }

  take(stream: 'stdout' | 'stderr', text: string): void {
    const lines = (this.rests[stream] + text).split('\n');
    const rest = lines.pop() ?? '';
    if (rest.length > LINE_CHARACTERS) lines.push(rest);
    this.rests[stream] = rest.length > LINE_CHARACTERS ? '' : rest;
    for (const line of lines) this.line(line);
  }

  /** One whole line, already told apart from others. */
  line(line: string): void {
    this.file.write(`${line}\n`);
    const shown = terminalLine(this.name, line);
    if (shown !== null) this.showSome(shown);
  }

  private showSome(line: string): void {
    const now = performance.now();
    if (now > this.windowEnd) {
      this.windowEnd = now + SHOWN_WINDOW_MS;
      this.shown = 0;
    }
    this.shown++;
    if (this.shown <= SHOWN_LINES) this.show(line);
    else if (this.shown === SHOWN_LINES + 1) this.show(`${this.name}: more in ${this.path}`);
  }

  /** What a dead process left without an end of line. */
  flush(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      if (this.rests[stream] !== '') this.take(stream, '\n');
    }
  }

  close(): void {
    this.flush();
    this.file.close();
  }
}
