import type { KillReason } from '@aispinner/domain';
import type { ExecutionResult, LogLine } from '@aispinner/sandbox';
import { sourceExcerpt } from './source-excerpt.ts';
import { visible, visibleLines } from './visible-text.ts';

export type Style = 'dim' | 'red' | 'green' | 'yellow' | 'bold';

export interface Terminal {
  readonly write: (text: string) => void;
  /** The text as it is where the terminal has no colours. */
  readonly paint: (style: Style, text: string) => string;
}

const LEVEL_STYLE = { debug: 'dim', info: null, warn: 'yellow', error: 'red' } as const;
const OUTCOME_STYLE = { ok: 'green', error: 'red', timeout: 'red', killed: 'red' } as const;

const KILLED: Readonly<Record<KillReason, string>> = {
  out_of_memory: 'its sandbox ran out of memory',
  crashed: 'the interpreter crashed',
  tripwire: 'it reached for what a sandbox must not',
  protocol: 'its sandbox broke the protocol',
  runner_lost: 'it was ended',
  shutdown: 'it was ended',
};

/** Stands before the further lines of a message, so that none of them looks like a line of ours. */
const MARGIN = `${' '.repeat(17)}| `;

/** What the author sees. Whatever came from the worker is shown, never obeyed. */
export class Report {
  private readonly terminal: Terminal;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  log(lines: readonly LogLine[]): void {
    const { paint } = this.terminal;
    for (const { level, message, at } of lines) {
      const style = LEVEL_STYLE[level];
      const painted = (text: string): string => (style === null ? text : paint(style, text));
      const [first = '', ...more] = visibleLines(message);
      this.line(`${paint('dim', timeOf(at))} ${painted(level.padEnd(5))} ${painted(first)}`);
      for (const text of more) this.line(`${paint('dim', MARGIN)}${painted(text)}`);
    }
  }

  /** How a tick, or what had to come before it, has ended. */
  outcome(number: number, result: ExecutionResult): void {
    const { paint } = this.terminal;
    const { outcome, phase, error } = result;
    const subject = { load: 'load', setup: 'setup', tick: `tick ${number}` }[phase];
    const verdict = paint(OUTCOME_STYLE[outcome], paint('bold', outcome));
    this.line(`${paint('dim', timeOf(result.endedAt))} ${subject} ${verdict} ${detailOf(result)}`);
    if (error === null) return;
    // Without frames of the author's there is no traceback to show, only what it says at its end.
    const text = error.traceback || `${error.type}: ${error.message}`;
    for (const line of visibleLines(text)) this.line(`  ${paint('red', line)}`);
  }

  /** Why the code cannot be run, with the lines that are meant. */
  refusal(file: string, code: string, problems: ExecutionResult['problems']): void {
    const { paint } = this.terminal;
    for (const { line, column, message } of problems) {
      const [first = '', ...more] = visibleLines(message);
      const place = paint('bold', `${visible(file)}:${line}:${column}:`);
      this.line(`${place} ${paint('red', first)}`);
      for (const text of more) this.line(`  ${text}`);
      for (const text of sourceExcerpt(code, line, column)) this.line(text);
    }
    this.line(
      problems.length === 1 ? '1 problem: not run' : `${problems.length} problems: not run`,
    );
  }

  /** The sum of a run: `3 ticks: 2 ok, 1 error`. */
  summary(results: readonly ExecutionResult[]): void {
    const counts = new Map<string, number>();
    for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    const parts = [...counts].map(([outcome, count]) => `${count} ${outcome}`);
    this.notice(
      `${results.length} ${results.length === 1 ? 'tick' : 'ticks'}: ${parts.join(', ')}`,
    );
  }

  notice(text: string): void {
    this.line(this.terminal.paint('dim', visible(text)));
  }

  private line(text: string): void {
    this.terminal.write(`${text}\n`);
  }
}

function detailOf(result: ExecutionResult): string {
  const { outcome, phase, reason, durationMs, coldStartMs, activationReused } = result;
  const took = durationText(phase === 'tick' ? durationMs : coldStartMs);
  const why =
    reason === null
      ? ''
      : outcome === 'killed'
        ? ` (${reason}: ${KILLED[reason]})`
        : ` (${reason})`;
  const prepared =
    phase === 'tick' && !activationReused
      ? `, after load and setup in ${durationText(coldStartMs)}`
      : '';
  return `${outcome === 'ok' || outcome === 'error' ? 'in' : 'after'} ${took}${why}${prepared}`;
}

/** `0.4 ms`, `12 ms`, `1.25 s`. */
export function durationText(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}

/** Of the author's day. */
function timeOf(date: Date): string {
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map(
    (n) => String(n).padStart(2, '0'),
  );
  return `${hours}:${minutes}:${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
