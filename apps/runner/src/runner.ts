import type { OutcomeMessage } from '@aispinner/contracts';
import type { Messaging } from '@aispinner/messaging';
import { isUnavailable } from '@aispinner/persistence';
import {
  InfraError,
  newId,
  pauseFor,
  type Clock,
  type Config,
  type Logger,
  type ShutdownStack,
} from '@aispinner/platform';
import type { SandboxPool } from '@aispinner/sandbox';
import type { State } from '@aispinner/state';
import { RequestAnswerer } from './answer-request.ts';
import { CpuBudgets } from './cpu-budgets.ts';
import { TickExecutor } from './execute-tick.ts';
import { HoldUntilDue } from './hold-until-due.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { TickSettler } from './settle-ticks.ts';
import { TickAdmission } from './tick-admission.ts';
import { WorkerCodeCache, type WorkerSource } from './worker-code.ts';

export interface RunnerParts {
  readonly pool: SandboxPool;
  readonly messaging: Messaging;
  readonly state: State;
  readonly workers: WorkerSource;
  readonly clock: Clock;
  /** The clock that the schedulers go by, epoch ms. */
  readonly askTime: () => Promise<number>;
  readonly log: Logger;
  readonly config: Config['runner'];
  readonly onOutcome: (outcome: OutcomeMessage) => void;
}

/**
 * Takes due ticks and requests, and runs them, until the stack drains: intake stops first, what runs
 * may end within `drainMs`, the rest is killed and recorded as such.
 */
export async function startRunner(parts: RunnerParts, stack: ShutdownStack): Promise<void> {
  const { pool, messaging, state, workers, clock, log, config } = parts;
  const runnerId = newId('runner');
  const keeper = new LeaseKeeper(state.leases, log);
  stack.push('lease keeper', () => keeper.close());
  const cache = new WorkerCodeCache(workers);
  const budgets = new CpuBudgets();
  const admission = new TickAdmission(config.maxSandboxes);
  const due = new HoldUntilDue({
    clock,
    elapsedMs: () => performance.now(),
    pause: pauseFor,
  });
  const stopping = new AbortController();
  stack.push('time', () => stopping.abort());
  void due.keepTime(parts.askTime, stopping.signal);
  const settler = new TickSettler({
    outcomes: messaging.outcomes,
    keeper,
    onOutcome: parts.onOutcome,
    isBusy: () => admission.stats().waiting > 0,
  });
  const executor = new TickExecutor({
    runnerId,
    pool,
    workers: {
      code: (workerId, version) => cache.code(workerId, version).catch(asInfraError),
      standing: (workerId) => workers.standing(workerId).catch(asInfraError),
    },
    state,
    logs: messaging.logs,
    keeper,
    settler,
    budgets,
    clock,
    log,
  });
  const answerer = new RequestAnswerer(pool, clock, budgets);
  const requests = await messaging.requests.serve(
    { consumerId: runnerId, maxInFlight: config.maxTicks },
    (request) => answerer.answer(request),
  );
  stack.push('requests', () => requests.close());
  const ticks = await messaging.ticks.consume(
    { consumerId: runnerId, maxInFlight: config.maxTicks },
    async (delivery) => {
      const { tick } = delivery;
      await due.hold(tick);
      // What it was held is nobody's delay: it is received when it may begin.
      const received = { ...delivery, receivedAt: clock.now() };
      await admission.run(tick, (onRan) => executor.execute(received, onRan));
    },
  );
  stack.push('ticks', async () => {
    const overdue = setTimeout(() => keeper.abortAll('shutdown'), config.drainMs);
    admission.close();
    await ticks.close();
    clearTimeout(overdue);
  });
  log.info({ runnerId }, 'runner ready');
}

/** A database that is away passes: however often a tick is rejected for it, it is no poison. */
function asInfraError(cause: unknown): never {
  if (!isUnavailable(cause)) throw cause;
  throw new InfraError('the database did not answer', { retriable: true, cause });
}
