import type { TickMessage } from '@aispinner/contracts';
import { GroupWriter } from '@aispinner/platform';
import type { Statement } from '@aispinner/platform/postgres';
import { CHANNELS } from './bus-schema.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { PostgresTickConsumer } from './postgres-tick-consumer.ts';
import type { TickConsumer, TickConsumerOptions, TickDelivery, TickQueue } from './tick-queue.ts';

const PUBLISH: Statement = {
  name: 'ticks publish',
  text: `
    insert into bus_ticks (tick_id, workspace_id, turn_weight, message)
    select * from rows from (
      unnest($1::text[]), unnest($2::text[]), unnest($3::int[]), json_array_elements($4::json)
    )
    on conflict (tick_id) do nothing`,
};

/** A tick is a row of `bus_ticks` until it is acknowledged. */
export class PostgresTickQueue implements TickQueue {
  private readonly parts: PostgresParts;
  private readonly publications: GroupWriter<TickMessage>;
  private readonly consumers = new Set<TickConsumer>();

  constructor(parts: PostgresParts) {
    this.parts = parts;
    this.publications = new GroupWriter<TickMessage>(
      async (ticks) => {
        await parts.db.insist(PUBLISH, [
          ticks.map((tick) => tick.tickId),
          ticks.map((tick) => tick.workspaceId),
          ticks.map((tick) => tick.limits.turnWeight),
          JSON.stringify(ticks),
        ]);
        parts.notifier.notify(CHANNELS.ticks);
      },
      { maxItems: 500 },
    );
  }

  publish(ticks: readonly TickMessage[]): Promise<void> {
    return this.publications.write(ticks);
  }

  consume(
    options: TickConsumerOptions,
    handle: (delivery: TickDelivery) => Promise<void>,
  ): Promise<TickConsumer> {
    const { db, log, listener } = this.parts;
    const inner = new PostgresTickConsumer({ db, log, options, handle });
    const wake = (): void => inner.wake();
    const deafen = listener.listen(CHANNELS.ticks, { onNotice: wake, onResume: wake });
    const consumer: TickConsumer = {
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
