import type { LogMessage, TickMessage } from '@aispinner/contracts';
import type { LogStream } from '@aispinner/messaging';
import { newId, type Logger } from '@aispinner/platform';
import type { LogLine } from '@aispinner/sandbox';

/** Sends the log of one tick on its way, batch by batch, in order, while the tick goes on. */
export class LogForwarder {
  private readonly stream: LogStream;
  private readonly tick: TickMessage;
  private readonly log: Logger;
  private sending: Promise<void> = Promise.resolve();
  private waiting: LogMessage[] = [];

  constructor(stream: LogStream, tick: TickMessage, log: Logger) {
    this.stream = stream;
    this.tick = tick;
    this.log = log;
  }

  add(lines: readonly LogLine[]): void {
    const { tenantId, workspaceId, workerId, tickId, version } = this.tick;
    this.waiting.push({
      batchId: newId('batch'),
      tenantId,
      workspaceId,
      workerId,
      tickId,
      version,
      lines: lines.map((l) => ({ level: l.level, message: l.message, at: l.at.getTime() })),
    });
    this.sending = this.sending.then(() => this.send());
  }

  /** Resolves when all that was added is stored, or had to be given up. */
  flushed(): Promise<void> {
    return this.sending;
  }

  private async send(): Promise<void> {
    // What came while the last batch was on its way goes together.
    const batches = this.waiting;
    if (batches.length === 0) return;
    this.waiting = [];
    try {
      await this.stream.publish(batches);
    } catch (error) {
      // The stream has already tried for as long as it may: a log must not keep a tick from ending.
      this.log.error({ err: error, tickId: this.tick.tickId, batches: batches.length }, 'log lost');
    }
  }
}
