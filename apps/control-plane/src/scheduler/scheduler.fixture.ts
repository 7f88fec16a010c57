import type { TickMessage } from '@aispinner/contracts';
import { createPostgresMessaging, type Messaging } from '@aispinner/messaging';
import { createDatabase, type Database } from '@aispinner/persistence';
import { createLogger, Metrics, pauseFor, systemClock, type Clock } from '@aispinner/platform';
import { createPostgresState, type State } from '@aispinner/state';
import { standIn } from './runner.fixture.ts';
import { schedulerMetrics } from './scheduler-metrics.ts';
import { Scheduler } from './scheduler.ts';

/** Ticks come by the second, and a busy machine is slow, hence the limits. */
export const PATIENT = { timeoutMs: 30_000 };

const log = createLogger('test', { logLevel: 'silent' });

interface SeenTick {
  readonly tick: TickMessage;
  /** Epoch ms. */
  readonly at: number;
}

export interface SchedulerOptions {
  /** Default: the database and the bus of the scene. */
  readonly on?: Database;
  readonly by?: Messaging;
  readonly clock?: Clock;
  readonly lookEveryMs?: number;
}

/** Real schedulers on a real database and bus; the runner is played by `standIn`. */
export class SchedulerScene {
  readonly database: Database;
  readonly bus: Messaging;
  readonly state: State;
  /** Ticks that reached the runner. */
  received: SeenTick[] = [];
  /** Seen on its way to the queue, which hides that a queued tick is published again. */
  published: SeenTick[] = [];
  /** Ticks that got their worker's lease. */
  begun: string[] = [];
  /** What the stand-in for a runner holds or runs. */
  private readonly running = new Set<Promise<void>>();
  /** How long the stand-in for a runner takes over a tick. */
  tickMs: (tick: TickMessage) => number = () => 0;

  constructor(databaseUrl: string) {
    this.database = createDatabase({ url: databaseUrl, poolSize: 5 });
    this.bus = createPostgresMessaging({ databaseUrl, log });
    this.state = createPostgresState({ databaseUrl });
  }

  async open(): Promise<void> {
    await this.bus.ticks.consume({ consumerId: 'runner', maxInFlight: 100 }, ({ tick }) => {
      const run = this.run(tick);
      this.running.add(run);
      return run.finally(() => this.running.delete(run));
    });
  }

  /** Forgets all workers and what was seen, once what was still to run of them has. */
  async clear(): Promise<void> {
    await Promise.allSettled(this.running);
    const rows = this.database.system();
    await rows.tick.deleteMany();
    await rows.worker.deleteMany();
    await rows.dueTime.deleteMany();
    this.received = [];
    this.published = [];
    this.begun = [];
    this.tickMs = () => 0;
  }

  async close(): Promise<void> {
    await this.bus.close();
    await this.state.close();
    await this.database.close();
  }

  scheduler({
    on = this.database,
    by = this.bus,
    clock = systemClock,
    ...rest
  }: SchedulerOptions = {}): Scheduler {
    return new Scheduler({
      database: on,
      bus: {
        outcomes: by.outcomes,
        logs: by.logs,
        ticks: {
          publish: (ticks) => {
            this.published.push(...ticks.map((tick) => ({ tick, at: Date.now() })));
            return by.ticks.publish(ticks);
          },
          consume: (options, handle) => by.ticks.consume(options, handle),
          close: () => Promise.resolve(),
        },
      },
      live: this.state.live,
      leases: this.state.leases,
      clock,
      log,
      metrics: schedulerMetrics(new Metrics('test')),
      ...rest,
    });
  }

  /** A worker's ledger, oldest first. */
  rowsOf(workerId: string) {
    return this.database.system().tick.findMany({ where: { workerId }, orderBy: { dueAt: 'asc' } });
  }

  private async run(tick: TickMessage): Promise<void> {
    this.received.push({ tick, at: Date.now() });
    // As a runner does, whose clock is here that of the database.
    while (Date.now() < tick.dueAt) await pauseFor(tick.dueAt - Date.now());
    const { bus, state } = this;
    const onBegin = (): void => void this.begun.push(tick.tickId);
    return standIn(tick, { bus, state, ms: this.tickMs(tick), onBegin });
  }
}
