import type { OutcomeMessage } from '@aispinner/contracts';
import type { Metrics } from '@aispinner/platform';
import { PROCESS_WALLS, type PoolStats, type ProcessWall } from '@aispinner/sandbox';

export interface RunnerMetrics {
  /** Counts an outcome that this runner published. */
  outcome(outcome: OutcomeMessage): void;
  /** Takes down how the pool stands. */
  pool(stats: PoolStats): void;
  /** Takes down which walls stand round each sandbox. */
  walls(standing: readonly ProcessWall[]): void;
}

export function runnerMetrics(metrics: Metrics): RunnerMetrics {
  const outcomes = metrics.counter({
    name: 'aispinner_ticks_total',
    help: 'Ticks that this runner answered for, by outcome.',
    labels: ['outcome'],
  });
  const lateness = metrics.histogram({
    name: 'aispinner_tick_lateness_seconds',
    help: 'From the due time to the call of tick.',
  });
  const duration = metrics.histogram({
    name: 'aispinner_tick_duration_seconds',
    help: 'How long tick ran.',
  });
  const sandboxes = metrics.gauge({
    name: 'aispinner_sandboxes',
    help: 'Sandbox processes, by what they do.',
    labels: ['state'],
  });
  const memory = metrics.gauge({
    name: 'aispinner_sandbox_memory_bytes',
    help: 'Memory of all sandboxes as last measured, with what is expected of those that boot.',
  });
  const waiting = metrics.gauge({
    name: 'aispinner_ticks_waiting_for_sandbox',
    help: 'Ticks that wait until a sandbox is free.',
  });
  const deaths = metrics.gauge({
    name: 'aispinner_sandbox_deaths',
    help: 'Sandboxes that ended otherwise than by being retired, since the start, by reason.',
    labels: ['reason'],
  });
  const walls = metrics.gauge({
    name: 'aispinner_sandbox_wall',
    help: 'Whether a wall of the process stands round each sandbox (1) or this system lacks it (0).',
    labels: ['wall'],
  });
  const transitions = metrics.gauge({
    name: 'aispinner_sandbox_transitions',
    help: 'Steps of sandboxes from state to state, since the start.',
    labels: ['from', 'to'],
  });
  return {
    walls: (standing) => {
      for (const wall of PROCESS_WALLS) walls.set(standing.includes(wall) ? 1 : 0, { wall });
    },
    outcome: ({ outcome, latenessMs, durationMs }) => {
      outcomes.add(1, { outcome });
      if (latenessMs !== null) lateness.observe(latenessMs / 1000);
      if (durationMs !== null) duration.observe(durationMs / 1000);
    },
    pool: (stats) => {
      for (const state of ['spare', 'idle', 'busy', 'booting'] as const) {
        sandboxes.set(stats[state], { state });
      }
      memory.set(stats.memoryMb * 1024 * 1024);
      waiting.set(stats.waiting);
      for (const [reason, count] of Object.entries(stats.deaths)) deaths.set(count, { reason });
      for (const [move, count] of Object.entries(stats.transitions)) {
        const [from = '', to = ''] = move.split('>');
        transitions.set(count, { from, to });
      }
    },
  };
}
