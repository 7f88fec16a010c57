import type { RunnerReply, RunnerRequest } from '@aispinner/contracts';
import { CtxHost, ScratchStateStore, StateCapability } from '@aispinner/ctx';
import { unreachable } from '@aispinner/domain';
import type { Clock } from '@aispinner/platform';
import type { ExecutionResult, LogLine, SandboxPool, WorkerActivation } from '@aispinner/sandbox';
import type { CpuBudgets } from './cpu-budgets.ts';

type TestRun = Extract<RunnerRequest, { kind: 'testRun' }>;
type Tick = Extract<RunnerReply, { kind: 'testRun' }>['ticks'][number];

/** A deploy check must not wait longer: it compiles, it runs nothing. */
const CHECK_TIMEOUT_MS = 10_000;

/** Answers the control plane: a deploy check, or a test run in the real sandbox on scratch state. */
export class RequestAnswerer {
  private readonly pool: Pick<SandboxPool, 'check' | 'execute' | 'forget'>;
  private readonly clock: Clock;
  private readonly budgets: CpuBudgets;

  constructor(
    pool: Pick<SandboxPool, 'check' | 'execute' | 'forget'>,
    clock: Clock,
    budgets: CpuBudgets,
  ) {
    this.pool = pool;
    this.clock = clock;
    this.budgets = budgets;
  }

  async answer(request: RunnerRequest): Promise<RunnerReply> {
    switch (request.kind) {
      case 'check': {
        const { problems } = await this.pool.check(request.code, { timeoutMs: CHECK_TIMEOUT_MS });
        return { kind: 'check', requestId: request.requestId, problems: [...problems] };
      }
      case 'testRun':
        return this.testRun(request);
      default:
        return unreachable(request);
    }
  }

  private async testRun(request: TestRun): Promise<RunnerReply> {
    const activation = activationOf(request);
    const store = new ScratchStateStore(request.state);
    const scope = { ...request, workerId: activation.workerId, fence: null };
    const capabilities = new CtxHost({
      state: new StateCapability(store, scope, { maxKeys: request.limits.maxStateKeysPerWorker }),
    });
    const logs: LogLine[] = [];
    const ticks: Tick[] = [];
    let firstFault: ExecutionResult | null = null;
    try {
      for (let number = 1; number <= request.ticks; number++) {
        const result = await this.pool.execute({
          activation,
          tick: { number, dueAt: new Date(this.clock.now()) },
          limits: request.limits,
          capabilities,
          onLogs: (batch) => logs.push(...batch),
        });
        // Taken, never refused: how many test runs a tenant has at once is bounded before they come here.
        const { cpuMsPerSecond } = request.limits;
        const usedMs = result.totalCpuMs ?? 0;
        this.budgets.debit(request.workspaceId, usedMs, cpuMsPerSecond, this.clock.now());
        const { outcome, reason, durationMs, error } = result;
        ticks.push({ outcome, reason, durationMs, error });
        if (outcome === 'ok') continue;
        firstFault ??= result;
        // As when it is deployed: an error in `tick` is followed by the next tick. Code that cannot
        // be loaded stays so, and another timeout would only keep the author waiting.
        if (outcome !== 'error' || result.phase !== 'tick') break;
      }
    } finally {
      this.pool.forget(activation.workerId);
    }
    return {
      kind: 'testRun',
      requestId: request.requestId,
      outcome: firstFault?.outcome ?? 'ok',
      ticks,
      logs: logs.map((l) => ({ level: l.level, message: l.message, at: l.at.getTime() })),
      state: store.snapshot(),
      error: firstFault?.error ?? null,
      problems: [...(firstFault?.problems ?? [])],
    };
  }
}

/** Nothing of a test run outlives it: its worker exists only here, in a sandbox of its own. */
function activationOf(request: TestRun): WorkerActivation {
  return {
    id: request.requestId,
    workspaceId: request.workspaceId,
    workerId: `test-run:${request.requestId}`,
    name: 'test-run',
    version: 1,
    intervalSeconds: 60,
    code: request.code,
    isolation: 'dedicated',
  };
}
