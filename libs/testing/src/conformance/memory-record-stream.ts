import type { RecordStream, StreamConsumer } from '@aispinner/messaging';
import { InfraError } from '@aispinner/platform';

interface Kept<T> {
  readonly record: T;
  taken: boolean;
}

/** The records of one stream, shared by the ports of every process that a test plays. */
export class MemoryRecords<T> {
  kept: Kept<T>[] = [];
  readonly readers = new Set<MemoryReader<T>>();

  wake(): void {
    setImmediate(() => this.readers.forEach((reader) => reader.read()));
  }
}

type Handle<T> = (batch: readonly T[]) => Promise<void>;

class MemoryReader<T> implements StreamConsumer {
  private readonly records: MemoryRecords<T>;
  private readonly maxBatch: number;
  private readonly handle: Handle<T>;
  private reading: Promise<void> | null = null;

  constructor(records: MemoryRecords<T>, maxBatch: number, handle: Handle<T>) {
    this.records = records;
    this.maxBatch = maxBatch;
    this.handle = handle;
  }

  read(): void {
    if (!this.records.readers.has(this)) return;
    this.reading ??= this.readOne().finally(() => {
      this.reading = null;
      if (this.records.kept.some((kept) => !kept.taken)) this.records.wake();
    });
  }

  async close(): Promise<void> {
    this.records.readers.delete(this);
    await this.reading;
  }

  private async readOne(): Promise<void> {
    const batch = this.records.kept.filter((kept) => !kept.taken).slice(0, this.maxBatch);
    for (const kept of batch) kept.taken = true;
    if (batch.length > 0) await this.settle(batch);
  }

  private async settle(batch: readonly Kept<T>[]): Promise<void> {
    try {
      await this.handle(structuredClone(batch.map((kept) => kept.record)));
      this.records.kept = this.records.kept.filter((kept) => !batch.includes(kept));
    } catch (error) {
      const passing = error instanceof InfraError && error.retriable;
      if (passing || !this.records.readers.has(this)) return this.putBack(batch);
      const half = Math.ceil(batch.length / 2);
      if (batch.length === 1) return this.putLast(batch);
      await this.settle(batch.slice(0, half));
      await this.settle(batch.slice(half));
    }
  }

  private putBack(batch: readonly Kept<T>[]): void {
    for (const kept of batch) kept.taken = false;
  }

  /** What cannot be taken lets the others pass. */
  private putLast(batch: readonly Kept<T>[]): void {
    this.records.kept = [...this.records.kept.filter((kept) => !batch.includes(kept)), ...batch];
    this.putBack(batch);
  }
}

/** A `RecordStream` without a service, for unit tests of those who use one. */
export class MemoryRecordStream<T> implements RecordStream<T> {
  private readonly records: MemoryRecords<T>;
  private readonly own = new Set<StreamConsumer>();

  constructor(records: MemoryRecords<T> = new MemoryRecords<T>()) {
    this.records = records;
  }

  publish(records: readonly T[]): Promise<void> {
    for (const record of structuredClone(records)) this.records.kept.push({ record, taken: false });
    this.records.wake();
    return Promise.resolve();
  }

  consume(
    options: { consumerId: string; maxBatch: number },
    handle: Handle<T>,
  ): Promise<StreamConsumer> {
    const reader = new MemoryReader(this.records, options.maxBatch, handle);
    this.records.readers.add(reader);
    this.own.add(reader);
    this.records.wake();
    return Promise.resolve(reader);
  }

  async close(): Promise<void> {
    await Promise.all([...this.own].map((reader) => reader.close()));
  }
}
