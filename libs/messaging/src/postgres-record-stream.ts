import { GroupWriter } from '@aispinner/platform';
import type { Statement } from '@aispinner/platform/postgres';
import type { z } from 'zod';
import { CHANNELS } from './bus-schema.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { PostgresRecordConsumer } from './postgres-record-consumer.ts';
import type { RecordStream, StreamConsumer } from './record-stream.ts';

const PUBLISH: Statement = {
  name: 'records publish',
  text: `insert into bus_records (stream, message)
    select $1, value from json_array_elements($2::json)`,
};

/** Records are rows of `bus_records` until they are acknowledged. */
export class PostgresRecordStream<T> implements RecordStream<T> {
  private readonly parts: PostgresParts;
  private readonly stream: string;
  private readonly schema: z.ZodType<T>;
  private readonly publications: GroupWriter<T>;
  private readonly consumers = new Set<StreamConsumer>();

  constructor(parts: PostgresParts, stream: string, schema: z.ZodType<T>) {
    this.parts = parts;
    this.stream = stream;
    this.schema = schema;
    this.publications = new GroupWriter<T>(
      async (records) => {
        await parts.db.insist(PUBLISH, [stream, JSON.stringify(records)]);
        parts.notifier.notify(CHANNELS.records, stream);
      },
      { maxItems: 200 },
    );
  }

  publish(records: readonly T[]): Promise<void> {
    return this.publications.write(records);
  }

  consume(
    options: { consumerId: string; maxBatch: number },
    handle: (batch: readonly T[]) => Promise<void>,
  ): Promise<StreamConsumer> {
    const { db, log, listener } = this.parts;
    const { stream, schema } = this;
    const inner = new PostgresRecordConsumer({ db, log, stream, schema, options, handle });
    const deafen = listener.listen(CHANNELS.records, {
      onNotice: (of) => of === stream && inner.wake(),
      onResume: () => inner.wake(),
    });
    const consumer: StreamConsumer = {
      close: () => {
        deafen();
        this.consumers.delete(consumer);
        return inner.close();
      },
    };
    this.consumers.add(consumer);
    return Promise.resolve(consumer);
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.close()));
    await this.publications.idle();
  }
}
