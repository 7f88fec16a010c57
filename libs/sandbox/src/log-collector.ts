import { LOG_BATCH_MESSAGES, LOG_MESSAGE_CHARS } from '@aispinner/domain';
import type { LogLevel } from '@aispinner/contracts';
import type { LogLine } from './execution.ts';

/** How long a line waits for others before it is handed on. */
const FLUSH_MS = 500;
/** Kept from beyond the limits. */
const LAST_LINES = 5;

export interface LogLimits {
  readonly logMessagesPerTick: number;
  /** UTF-8 bytes, after cutting. */
  readonly logBytesPerTick: number;
}

/**
 * The log of one execution: cut, counted and handed on in batches. Everything a guest says is a
 * tenant's text, kept as it is but for what no store can hold.
 *
 * Past its limits only the last few lines are kept, for what a worker says last tells most about how
 * its tick ended. `close` puts them behind one line that says how much is missing.
 */
export class LogCollector {
  private readonly limits: LogLimits;
  private readonly onLogs: (batch: readonly LogLine[]) => void;
  private readonly now: () => number;
  private batch: LogLine[] = [];
  private timer: NodeJS.Timeout | null = null;
  private messages = 0;
  private bytes = 0;
  private isFull = false;
  /** Past the limits: not cut yet, for most of them are dropped. */
  private readonly last: { level: LogLevel; text: string; at: number }[] = [];
  private dropped = 0;

  constructor(
    limits: LogLimits,
    onLogs: (batch: readonly LogLine[]) => void,
    now: () => number = Date.now,
  ) {
    this.limits = limits;
    this.onLogs = onLogs;
    this.now = now;
  }

  add(level: LogLevel, text: string): void {
    if (this.isFull || this.messages >= this.limits.logMessagesPerTick) {
      this.keepLast(level, text);
      return;
    }
    const message = storable(cutMessage(text));
    const bytes = Buffer.byteLength(message);
    if (this.bytes + bytes > this.limits.logBytesPerTick) {
      this.keepLast(level, text);
      return;
    }
    this.messages += 1;
    this.bytes += bytes;
    this.keep(level, message);
  }

  /** A line of the platform about the worker, which no limit holds back. */
  addNotice(level: LogLevel, text: string): void {
    this.keep(level, storable(cutMessage(text)));
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.batch.length === 0) return;
    const batch = this.batch;
    this.batch = [];
    this.onLogs(batch);
  }

  /** Says what was dropped, and hands on the rest. Nothing may be added afterwards. */
  close(): void {
    const last = this.last.splice(0);
    if (this.dropped > 0) {
      const { logMessagesPerTick, logBytesPerTick } = this.limits;
      const lines =
        this.dropped === 1 ? '1 more message was' : `${this.dropped} more messages were`;
      this.keep(
        'warn',
        `Log truncated: ${lines} dropped. A tick may log ${logMessagesPerTick} messages and ${logBytesPerTick} bytes.`,
      );
    }
    for (const { level, text, at } of last) this.keep(level, storable(cutMessage(text)), at);
    this.flush();
  }

  private keepLast(level: LogLevel, text: string): void {
    this.isFull = true;
    this.last.push({ level, text, at: this.now() });
    if (this.last.length <= LAST_LINES) return;
    this.last.shift();
    this.dropped += 1;
  }

  private keep(level: LogLevel, message: string, at = this.now()): void {
    this.batch.push({ level, message, at: new Date(at) });
    if (this.batch.length >= LOG_BATCH_MESSAGES) {
      this.flush();
      return;
    }
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.flush();
    }, FLUSH_MS);
  }
}

/** At most `LOG_MESSAGE_CHARS` characters as Python counts them, the last ones saying what was cut. */
export function cutMessage(text: string): string {
  if (text.length <= LOG_MESSAGE_CHARS) return text;
  const characters = countCharacters(text);
  if (characters <= LOG_MESSAGE_CHARS) return text;
  const ending = ` … [cut, ${characters} characters]`;
  let kept = '';
  let left = LOG_MESSAGE_CHARS - ending.length;
  for (const character of text) {
    if (left === 0) break;
    kept += character;
    left -= 1;
  }
  return kept + ending;
}

function countCharacters(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i += 1) {
    if ((text.codePointAt(i) ?? 0) > 0xffff) {
      count -= 1;
      i += 1;
    }
  }
  return count;
}

/** Text that any store takes: no half of a surrogate pair, no NUL. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
