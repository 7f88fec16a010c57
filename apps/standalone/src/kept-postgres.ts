import { startEmbeddedPostgres, type EmbeddedPostgres } from '@aispinner/persistence';
import type { ProcessOutput } from './process-output.ts';
import { restartPauseMs } from './restart-rule.ts';

/** The database of standalone, started again on the same port whenever it ends, until `stop`. */
export class KeptPostgres {
  private readonly dataDir: string;
  private readonly output: ProcessOutput;
  private readonly report: (line: string) => void;
  private server: EmbeddedPostgres | null = null;
  private port = 0;
  private pauseMs: number | null = null;
  private timer: NodeJS.Timeout | null = null;
  private starting: Promise<unknown> = Promise.resolve();
  private stopping = false;

  constructor(dataDir: string, output: ProcessOutput, report: (line: string) => void) {
    this.dataDir = dataDir;
    this.output = output;
    this.report = report;
  }

  get pid(): number | null {
    return this.server?.pid ?? null;
  }

  /** Returns the URL once the database answers. Throws `EmbeddedPostgresError`. */
  async start(): Promise<string> {
    const starting = startEmbeddedPostgres({
      dataDir: this.dataDir,
      port: this.port,
      onLog: (line) => this.log(line),
    });
    this.starting = starting.catch(() => undefined);
    const server = await starting;
    const startedAt = performance.now();
    this.server = server;
    this.port = server.port;
    server.onExit(({ code, signal }) => {
      this.server = null;
      this.restart(signal ?? `exit code ${code}`, performance.now() - startedAt);
    });
    return server.url;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.starting;
    await this.server?.stop();
  }

  private restart(why: string, ranMs: number): void {
    if (this.stopping) return;
    this.pauseMs = restartPauseMs(this.pauseMs, ranMs);
    this.report(`postgres ended (${why}), starting it again in ${this.pauseMs} ms`);
    this.timer = setTimeout(() => {
      this.start().catch((error: unknown) => this.restart(String(error), 0));
    }, this.pauseMs);
  }

  /** Postgres writes `2026-02-03 12:04:31.250 UTC [17] LOG:  …`; only what is grave is for the terminal. */
  private log(line: string): void {
    const [, level = 'LOG', text = line] =
      / (LOG|ERROR|WARNING|FATAL|PANIC): +(.*)$/.exec(line) ?? [];
    // FATAL ends one connection: everyday news of clients that are killed.
    const event = {
      level: level === 'PANIC' ? 'error' : 'info',
      time: new Date(),
      msg: text,
      severity: level,
    };
    this.output.line(JSON.stringify(event));
  }
}
