import type { CodeProblem, RunnerReply, RunnerRequest } from '@aispinner/contracts';
import type { RunnerRequests } from '@aispinner/messaging';
import { InfraError, newId, type Clock } from '@aispinner/platform';
import { createHash } from 'node:crypto';
import { Refusal } from '../http/refusal.ts';
import { TenantTurns } from './tenant-turns.ts';

/** A check compiles and runs nothing; whoever deploys is waiting for it. */
const CHECK_WITHIN_MS = 12_000;
/** For what a test run takes besides the code's own time: its sandbox may have to import packages. */
const TEST_RUN_MARGIN_MS = 45_000;
/** Load, `setup` and `on_error` have the limit of a tick each. */
const PARTS_BESIDES_TICKS = 3;
/** Of one tenant: what is more would hold runners that others wait for. */
const TEST_RUNS_AT_ONCE = 8;
/** A runner that answered within this time is taken to be there. */
const THERE_FOR_MS = 30_000;

export type TestRunRequest = Extract<RunnerRequest, { kind: 'testRun' }>;
export type TestRunReply = Extract<RunnerReply, { kind: 'testRun' }>;

/** Asks a runner what it thinks of some code. Rejects with `NoRunnerError` where none answers. */
export class CodeCheck {
  private readonly requests: Pick<RunnerRequests, 'ask'>;
  private readonly clock: Clock;
  private readonly turns = new TenantTurns(TEST_RUNS_AT_ONCE);
  private answeredAt = -Infinity;

  constructor(requests: Pick<RunnerRequests, 'ask'>, clock: Clock) {
    this.requests = requests;
    this.clock = clock;
  }

  /** Throws a 422 `Refusal` that names each problem by line and column; resolves where there is none. */
  async mustBeDeployable(code: string): Promise<void> {
    const problems = await this.problemsOf(code);
    const [first] = problems;
    if (first === undefined) return;
    throw new Refusal(
      422,
      'CODE_REFUSED',
      `Line ${first.line}, column ${first.column}: ${first.message}`,
      { errors: problems.map((problem) => ({ path: 'code', ...problem })) },
    );
  }

  testRun(request: Omit<TestRunRequest, 'kind' | 'requestId'>): Promise<TestRunReply> {
    return this.turns.run(request.tenantId, () => this.runNow(request));
  }

  private async runNow(request: Omit<TestRunRequest, 'kind' | 'requestId'>): Promise<TestRunReply> {
    // The run itself may take minutes: that nobody is there to do it must not take as long to find out.
    if (this.clock.now() - this.answeredAt > THERE_FOR_MS) await this.problemsOf(request.code);
    const timeoutMs =
      (request.ticks + PARTS_BESIDES_TICKS) * request.limits.tickTimeoutMs + TEST_RUN_MARGIN_MS;
    const reply = await this.ask(
      { kind: 'testRun', ...request, requestId: newId('request') },
      timeoutMs,
    );
    if (reply.kind === 'testRun') return reply;
    throw unexpected(reply);
  }

  private async problemsOf(code: string): Promise<readonly CodeProblem[]> {
    const request = { kind: 'check', requestId: newId('request'), code } as const;
    const reply = await this.ask(request, CHECK_WITHIN_MS);
    if (reply.kind === 'check') return reply.problems;
    throw unexpected(reply);
  }

  private async ask(request: RunnerRequest, timeoutMs: number): Promise<RunnerReply> {
    const reply = await this.requests.ask(request, timeoutMs);
    this.answeredAt = this.clock.now();
    return reply;
  }
}

export function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

function unexpected(reply: RunnerReply): InfraError {
  const cause = reply.kind === 'failed' ? reply.message : `a reply of kind ${reply.kind}`;
  return new InfraError('a runner could not do what was asked', { retriable: true, cause });
}
