import type { Counter, Gauge, Histogram, Metrics } from '@aispinner/platform';

/** What a scheduler counts. */
export interface SchedulerMetrics {
  /** Shards of workers that are this scheduler's. */
  readonly shards: Gauge;
  readonly schedulers: Gauge;
  readonly published: Counter;
  /** From due time to the queue. */
  readonly lag: Histogram;
  readonly claim: Histogram;
  readonly skipped: Counter<'reason'>;
  readonly outcomes: Counter<'outcome'>;
  readonly logLines: Counter;
  readonly republished: Counter;
  readonly removed: Counter<'table'>;
  readonly failures: Counter<'work'>;
}

export function schedulerMetrics(metrics: Metrics): SchedulerMetrics {
  return {
    shards: metrics.gauge({
      name: 'aispinner_scheduler_shards',
      help: 'Shards of workers that this scheduler looks after.',
    }),
    schedulers: metrics.gauge({
      name: 'aispinner_schedulers',
      help: 'Schedulers that live, as this one sees them.',
    }),
    published: metrics.counter({
      name: 'aispinner_ticks_published_total',
      help: 'Due ticks put on the queue.',
    }),
    lag: metrics.histogram({
      name: 'aispinner_schedule_lag_seconds',
      help: 'From the due time of a tick until it was on the queue.',
    }),
    claim: metrics.histogram({
      name: 'aispinner_claim_seconds',
      help: 'How long claiming a batch of due workers took.',
    }),
    skipped: metrics.counter({
      name: 'aispinner_due_times_skipped_total',
      help: 'Due times that the scheduler did not send, by reason.',
      labels: ['reason'],
    }),
    outcomes: metrics.counter({
      name: 'aispinner_outcomes_recorded_total',
      help: 'Outcomes of ticks written to the ledger.',
      labels: ['outcome'],
    }),
    logLines: metrics.counter({
      name: 'aispinner_log_lines_stored_total',
      help: 'Log lines of workers stored.',
    }),
    republished: metrics.counter({
      name: 'aispinner_ticks_republished_total',
      help: 'Ticks without an outcome that were put on the queue again.',
    }),
    removed: metrics.counter({
      name: 'aispinner_rows_expired_total',
      help: 'Rows removed because their time was over.',
      labels: ['table'],
    }),
    failures: metrics.counter({
      name: 'aispinner_scheduler_failures_total',
      help: 'Rounds of work that failed and were tried again.',
      labels: ['work'],
    }),
  };
}
