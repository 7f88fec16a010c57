import { restartPauseMs } from './restart-rule.ts';

/** A service that can be started again where it was. */
export interface Startable {
  readonly name: string;
  /**
   * Starts it, on the address and data of before after the first time; returns the address once it
   * answers. `onExit` is called once when it has ended, with the reason.
   */
  start(onExit: (why: string) => void): Promise<string>;
  stop(): Promise<void>;
}

/** A database, bus or store of this machine, started again whenever it ends, until `stop`. */
export class KeptService {
  private readonly service: Startable;
  private readonly report: (line: string) => void;
  private pauseMs: number | null = null;
  private timer: NodeJS.Timeout | null = null;
  private starting: Promise<unknown> = Promise.resolve();
  private stopping = false;

  constructor(service: Startable, report: (line: string) => void) {
    this.service = service;
    this.report = report;
  }

  /** Returns its address once it answers. Throws what the service throws when it cannot start. */
  async start(): Promise<string> {
    let startedAt = performance.now();
    const starting = this.service.start((why) => this.restart(why, performance.now() - startedAt));
    this.starting = starting.catch(() => undefined);
    const address = await starting;
    startedAt = performance.now();
    return address;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.starting;
    await this.service.stop();
  }

  private restart(why: string, ranMs: number): void {
    if (this.stopping) return;
    this.pauseMs = restartPauseMs(this.pauseMs, ranMs);
    this.report(`${this.service.name} ended (${why}), starting it again in ${this.pauseMs} ms`);
    this.timer = setTimeout(() => {
      this.start().catch((error: unknown) => this.restart(String(error), 0));
    }, this.pauseMs);
  }
}
