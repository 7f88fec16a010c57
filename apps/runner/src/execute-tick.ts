import type { TickMessage } from '@aispinner/contracts';
import { CtxHost, StateCapability } from '@aispinner/ctx';
import { unreachable, type SkipReason, type TickInstants } from '@aispinner/domain';
import type { LogStream, TickDelivery } from '@aispinner/messaging';
import type { Clock, Logger } from '@aispinner/platform';
import type { ExecutionResult, SandboxPool, WorkerActivation } from '@aispinner/sandbox';
import type { Lease, StateStore, WorkerLeases } from '@aispinner/state';
import type { CpuBudgets } from './cpu-budgets.ts';
import { outcomeOfExecution, outcomeWithoutRun } from './describe-outcome.ts';
import { LEASE_TTL_MS, type LeaseKeeper } from './lease-keeper.ts';
import { LogForwarder } from './log-forwarder.ts';
import type { TickSettler } from './settle-ticks.ts';
import type { WorkerSource } from './worker-code.ts';

/** Older than this when it arrives, a tick is held against what its worker is now. */
const FRESH_MS = 2000;

export interface TickExecutorParts {
  readonly runnerId: string;
  readonly pool: Pick<SandboxPool, 'execute'>;
  readonly workers: WorkerSource;
  readonly state: { readonly store: StateStore; readonly leases: WorkerLeases };
  readonly logs: LogStream;
  readonly keeper: LeaseKeeper;
  readonly settler: TickSettler;
  readonly budgets: CpuBudgets;
  readonly clock: Clock;
  readonly log: Logger;
}

/** When a tick came, and when its worker was free for it. */
type Arrival = Pick<TickInstants, 'receivedAt' | 'freedAt'>;

/** Its worker runs elsewhere: the delivery goes back to the queue. */
export class WorkerBusyError extends Error {
  override readonly name = 'WorkerBusyError';
  /** It will pass: however often it happens, the tick is no poison. */
  readonly retriable = true;
}

/**
 * From the queue to the ledger: admits a tick, runs it under the lease of its worker, and publishes
 * what became of it. A tick that has begun is never run again: its author may have placed an order in
 * it. If its runner dies, whoever gets it next records it as `killed (runner_lost)`.
 *
 * The order at the end is what makes that true: outcome (durable), lease, acknowledgement.
 */
export class TickExecutor {
  private readonly parts: TickExecutorParts;

  constructor(parts: TickExecutorParts) {
    this.parts = parts;
  }

  /**
   * Resolves when the outcome is durable. Rejects when the tick must be delivered again. `onRan` is
   * called when the tick is over: what follows needs no sandbox, and no place among those that run.
   */
  async execute(delivery: TickDelivery, onRan: () => void): Promise<void> {
    const { tick } = delivery;
    const { runnerId, state, workers, clock } = this.parts;
    // Read before the lease is taken: what fails from there on counts as begun.
    const code = (await this.isStale(delivery))
      ? null
      : await workers.code(tick.workerId, tick.version);
    const grant = await state.leases.acquire({
      workerId: tick.workerId,
      tickId: tick.tickId,
      dueAtMs: tick.dueAt,
      holder: runnerId,
      ttlMs: LEASE_TTL_MS,
    });
    switch (grant.kind) {
      case 'acquired':
        if (code === null) return this.skip(tick, grant.lease, 'stale', onRan);
        if (this.isOverBudget(tick)) {
          return this.skip(tick, grant.lease, 'over_cpu_budget', onRan);
        }
        return this.run(tick, code, grant.lease, this.arrival(delivery, grant.awaitedMs), onRan);
      case 'abandoned':
        onRan();
        return this.parts.settler.settle(
          outcomeWithoutRun(tick, clock.now(), { outcome: 'killed', reason: 'runner_lost' }),
          null,
        );
      case 'finished':
        // A redelivery after its outcome was published: there is nothing left to say.
        return;
      case 'busy':
        throw new WorkerBusyError(`worker ${tick.workerId} runs ${grant.tickId}`);
      default:
        return unreachable(grant);
    }
  }

  /**
   * From the first time that it came to any runner, a tick whose predecessor still ran waits for that one
   * until it gets the lease, wherever that is, and for nobody else.
   */
  private arrival({ receivedAt }: TickDelivery, awaitedMs: number | null): Arrival {
    if (awaitedMs === null) return { receivedAt, freedAt: null };
    const freedAt = this.parts.clock.now();
    return { receivedAt: freedAt - awaitedMs, freedAt };
  }

  private isOverBudget({ workspaceId, limits }: TickMessage): boolean {
    const { budgets, clock } = this.parts;
    return budgets.isUsedUp(workspaceId, limits.cpuMsPerSecond, clock.now());
  }

  private skip(
    tick: TickMessage,
    lease: Lease,
    reason: SkipReason,
    onRan: () => void,
  ): Promise<void> {
    onRan();
    const { settler, clock } = this.parts;
    const outcome = outcomeWithoutRun(tick, clock.now(), { outcome: 'skipped', reason });
    return settler.settle(outcome, lease);
  }

  private async run(
    tick: TickMessage,
    code: string,
    lease: Lease,
    arrival: Arrival,
    onRan: () => void,
  ): Promise<void> {
    const { pool, state, keeper, settler, log } = this.parts;
    const logs = new LogForwarder(this.parts.logs, tick, log);
    const store = new StateCapability(
      state.store,
      {
        tenantId: tick.tenantId,
        workspaceId: tick.workspaceId,
        workerId: tick.workerId,
        fence: lease.fence,
      },
      { maxKeys: tick.limits.maxStateKeysPerWorker },
    );
    try {
      const result = await pool.execute({
        activation: activationOf(tick, code),
        tick: { number: tick.number, dueAt: new Date(tick.dueAt) },
        limits: tick.limits,
        capabilities: new CtxHost({ state: store }),
        signal: keeper.keep(lease),
        onLogs: (batch) => logs.add(batch),
      });
      onRan();
      const { cpuMsPerSecond } = tick.limits;
      const usedMs = result.totalCpuMs ?? 0;
      this.parts.budgets.debit(tick.workspaceId, usedMs, cpuMsPerSecond, this.parts.clock.now());
      // The outcome tells of a tick whose log can be read.
      await logs.flushed();
      await settler.settle(outcomeOfExecution(tick, arrival, result), lease);
      this.logWideEvent(tick, result);
    } catch (error) {
      // Without an outcome on record the lease runs out, and the redelivery finds the tick abandoned.
      keeper.drop(lease);
      throw error;
    }
  }

  private async isStale({ tick, receivedAt, redelivered }: TickDelivery): Promise<boolean> {
    if (!redelivered && receivedAt - tick.queuedAt < FRESH_MS) return false;
    const standing = await this.parts.workers.standing(tick.workerId);
    return standing === null || !standing.running || standing.activation !== tick.activation;
  }

  private logWideEvent(tick: TickMessage, result: ExecutionResult): void {
    this.parts.log.info(
      {
        tickId: tick.tickId,
        workspaceId: tick.workspaceId,
        version: tick.version,
        outcome: result.outcome,
        reason: result.reason,
        latenessMs: result.startedAt.getTime() - tick.dueAt,
        durationMs: result.durationMs,
        coldStartMs: result.coldStartMs,
        capabilityMs: result.capabilityMs,
        capabilityCalls: result.capabilityCalls,
        cpuMs: result.cpuMs,
        reused: result.activationReused,
      },
      'tick',
    );
  }
}

function activationOf(tick: TickMessage, code: string): WorkerActivation {
  return {
    id: `${tick.workerId}#${tick.activation}`,
    workspaceId: tick.workspaceId,
    workerId: tick.workerId,
    name: tick.workerName,
    version: tick.version,
    intervalSeconds: tick.intervalSeconds,
    code,
    isolation: tick.isolation,
  };
}
