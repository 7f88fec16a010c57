import type { CheckResult, LoadResult, RunResult } from '@aispinner/contracts';
import type { KillReason } from '@aispinner/domain';
import type { CpuReading } from '../cpu-clock.ts';
import type { WorkerActivation } from '../execution.ts';
import type { Answer, RunHost, RunRequest, Sandbox, SandboxEnd } from '../sandbox.ts';

/** How a worker's functions end; `hang` until `finish` or a kill. */
export type Script = (
  request: RunRequest,
  host: RunHost,
) => Answer<RunResult> | Promise<Answer<RunResult>> | 'hang';

export const ok: Answer<RunResult> = { kind: 'answered', result: { ok: true } };
export const raised = (type: string): Answer<RunResult> => ({
  kind: 'answered',
  result: { ok: false, error: { type, message: 'm', traceback: '' } },
});

/** A sandbox in memory: remembers what was asked of it, and answers as its script says. */
export class FakeSandbox implements Sandbox {
  readonly asked: string[] = [];
  readonly gone: Promise<SandboxEnd>;
  readonly id: number;
  readonly lastWords = '';
  hasOnError = false;
  /** CPU time that it says it has used, in ms. */
  usedMs: number | null = null;
  /** Memory that it says it has. */
  hasMb: number | null = null;
  private readonly script: Script;
  private readonly end = Promise.withResolvers<SandboxEnd>();
  private hanging: ((answer: Answer<never>) => void) | null = null;

  constructor(id: number, script: Script) {
    this.id = id;
    this.script = script;
    this.gone = this.end.promise;
  }

  check(): Promise<Answer<CheckResult>> {
    this.asked.push('check');
    return Promise.resolve({ kind: 'answered', result: { problems: [] } });
  }

  load(activation: WorkerActivation): Promise<Answer<LoadResult>> {
    this.asked.push(`load ${activation.id}`);
    const has = { setup: true, onError: this.hasOnError };
    return Promise.resolve({ kind: 'answered', result: { ok: true, has } });
  }

  async run(activationId: string, request: RunRequest, host: RunHost): Promise<Answer<RunResult>> {
    this.asked.push(`${request.fn} ${activationId}`);
    if (request.fn === 'setup') return ok;
    const scripted = this.script(request, host);
    if (scripted === 'hang') return new Promise((resolve) => (this.hanging = resolve));
    const answer = await scripted;
    if (answer.kind === 'timeout') this.end.resolve('timeout');
    if (answer.kind === 'died') this.end.resolve(answer.reason);
    return answer;
  }

  unload(activationId: string) {
    this.asked.push(`unload ${activationId}`);
    return Promise.resolve({ kind: 'answered', result: {} } as const);
  }

  rest() {
    this.asked.push('rest');
    if (this.hasMb !== null) this.hasMb /= 2;
    return Promise.resolve({ kind: 'answered', result: {} } as const);
  }

  kill(reason: SandboxEnd): void {
    this.end.resolve(reason);
    this.hanging?.({ kind: 'died', reason: reason as KillReason });
  }

  /** Lets a `tick` that hangs come to its end. */
  finish(): void {
    this.hanging?.(ok as Answer<never>);
  }

  cpuTime(): CpuReading | null {
    return this.usedMs === null ? null : { ranMs: this.usedMs, starvedMs: 0 };
  }

  memoryMb(): number | null {
    return this.hasMb;
  }
}
