import type { ChildProcess } from 'node:child_process';
import {
  checkResult,
  loadResult,
  emptyResult,
  type GuestCall,
  type GuestFrame,
  type HostFrame,
  type HostRequest,
} from '@aispinner/contracts';
import type { Readable, Writable } from 'node:stream';
import { answerCall } from './answer-call.ts';
import type { CpuReading } from './cpu-clock.ts';
import { deathReason } from './death-reason.ts';
import type { WorkerActivation } from './execution.ts';
import { encodeFrame, FrameDecoder, parseGuestFrame, ProtocolError } from './frame-codec.ts';
import { CALL_FRAMES, InflowBudget } from './inflow-budget.ts';
import { runAnswer } from './hot-frames.ts';
import type { Pending, ResultSchema } from './pending-request.ts';
import { SandboxProcess } from './sandbox-process.ts';
import type { Answer, RunHost, RunRequest, Sandbox, SandboxEnd } from './sandbox.ts';
import { StderrTail } from './stderr-tail.ts';

/** A killed process is waited for so long, for what it said last; then it is given up. */
const CLOSE_GRACE_MS = 700;

type WithoutId<T> = T extends HostRequest ? Omit<T, 'id'> : never;

interface StartOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** `child` is a launcher; the sandbox is its only child, in a PID namespace. */
  readonly isInside?: boolean;
  /** Whether the kernel has killed it for the memory of its cgroup. Asked once it has ended. */
  readonly wasOutOfMemory?: () => boolean;
}

/**
 * A sandbox that is a process of its own. The pipe says who speaks: whatever is not the next frame
 * that this guest may send now ends the process.
 *
 *   starting --ready--> idle --request--> busy --done--> idle
 *   busy --log--> busy      busy --call--> answering --reply--> busy
 *   any --deadline, kill, protocol fault, exit--> gone
 */
export class ChildSandbox implements Sandbox {
  readonly gone: Promise<SandboxEnd>;
  private readonly process: SandboxProcess;
  private readonly stdin: Writable;
  private readonly stdout: Readable;
  private readonly stderr: StderrTail;
  private readonly decoder = new FrameDecoder();
  private readonly budget: InflowBudget;
  private pending: Pending | null = null;
  private resting: Promise<Answer<object>> | null = null;
  private lastId = 0;
  private reason: SandboxEnd | null = null;
  private isGone = false;
  private ready: (() => void) | null;

  /** Resolves when the sandbox can serve. Rejects, with what it said last, when it cannot start. */
  static async start(child: ChildProcess, options: StartOptions): Promise<ChildSandbox> {
    let ready: () => void = () => undefined;
    const isReady = new Promise<'ready'>((resolve) => (ready = () => resolve('ready')));
    const sandbox = new ChildSandbox(child, options, () => ready());
    const kill = (): void => sandbox.kill('shutdown');
    const timer = setTimeout(() => sandbox.kill('timeout'), options.timeoutMs);
    options.signal?.addEventListener('abort', kill, { once: true });
    if (options.signal?.aborted === true) kill();
    const outcome = await Promise.race([isReady, sandbox.gone]);
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', kill);
    if (outcome !== 'ready') throw new Error(`a sandbox cannot start: ${sandbox.lastWords}`);
    return sandbox;
  }

  private constructor(
    child: ChildProcess,
    { isInside, wasOutOfMemory }: StartOptions,
    ready: () => void,
  ) {
    const { stdin, stdout, stderr } = child;
    if (stdin === null || stdout === null || stderr === null) {
      throw new Error('a sandbox needs pipes');
    }
    this.process = new SandboxProcess(child, isInside ?? false);
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = new StderrTail(stderr);
    this.budget = new InflowBudget(performance.now());
    this.ready = ready;
    // The reason of a broken pipe is the end of the process, which is told by itself.
    stdin.on('error', () => undefined);
    stdout.on('error', () => undefined);
    stdout.on('data', (chunk: Buffer) => this.receive(chunk));
    this.gone = new Promise((resolve) => {
      const end = (reason: SandboxEnd): void => {
        this.end(reason);
        resolve(this.reason ?? reason);
      };
      child.once('error', () => end('crashed'));
      child.once('exit', () => {
        // Until `close`, the pipe may hold what the guest said before; it is finite now.
        this.stdout.resume();
        setTimeout(() => end(this.reason ?? 'crashed'), CLOSE_GRACE_MS).unref();
      });
      child.once('close', (code, signal) =>
        end(deathReason(code, signal, this.stderr.text, wasOutOfMemory)),
      );
    });
  }

  /** The end of what the process said to its operator. */
  get lastWords(): string {
    return this.stderr.text;
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  check(code: string, timeoutMs: number) {
    return this.request({ t: 'check', code }, checkResult, null, timeoutMs);
  }

  load(activation: WorkerActivation, host: RunHost, timeoutMs: number) {
    const { id, code, workerId, name, version, intervalSeconds } = activation;
    const worker = { id: workerId, name, version, intervalSeconds };
    return this.request({ t: 'load', activation: id, code, worker }, loadResult, host, timeoutMs);
  }

  run(activation: string, run: RunRequest, host: RunHost, timeoutMs: number) {
    const tick =
      run.fn === 'setup'
        ? null
        : {
            number: run.tick.number,
            dueAt: run.tick.dueAt.toISOString(),
            startedAt: run.startedAt.toISOString(),
            latenessMs: run.startedAt.getTime() - run.tick.dueAt.getTime(),
          };
    const error = run.fn === 'on_error' ? run.error : null;
    return this.request(
      { t: 'run', activation, fn: run.fn, tick, error },
      runAnswer,
      host,
      timeoutMs,
    );
  }

  unload(activation: string, timeoutMs: number) {
    return this.request({ t: 'unload', activation }, emptyResult, null, timeoutMs);
  }

  rest(timeoutMs: number) {
    const answer = this.request({ t: 'rest' }, emptyResult, null, timeoutMs);
    this.resting = answer.finally(() => (this.resting = null));
    return this.resting;
  }

  kill(reason: SandboxEnd): void {
    this.reason ??= reason;
    this.pending?.calls?.abort();
    this.process.kill();
  }

  cpuTime(): CpuReading | null {
    return this.process.cpuTime();
  }

  memoryMb(): number | null {
    return this.process.memoryMb();
  }

  private async request<T>(
    body: WithoutId<HostRequest>,
    schema: ResultSchema<T>,
    host: RunHost | null,
    timeoutMs: number,
  ): Promise<Answer<T>> {
    if (this.resting !== null) await this.resting;
    if (this.isGone || this.reason !== null) {
      return ended(this.reason ?? 'crashed');
    }
    if (this.pending !== null) throw new Error('a sandbox does one thing at a time');
    const id = (this.lastId += 1);
    const answer = await new Promise<Answer<unknown>>((settle) => {
      const pending: Pending = {
        id,
        activation: 'activation' in body ? body.activation : null,
        host,
        schema,
        timer: setTimeout(() => {
          this.kill('timeout');
        }, timeoutMs),
        calls: null,
        callOpen: false,
        settle,
      };
      this.pending = pending;
      this.send({ ...body, id });
    });
    // The schema of the request has parsed it.
    return answer as Answer<T>;
  }

  private receive(chunk: Buffer): void {
    let frames = 0;
    try {
      for (const body of this.decoder.push(chunk)) {
        const frame = parseGuestFrame(body);
        frames += frame.t === 'call' ? CALL_FRAMES : 1;
        this.accept(frame);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.kill('protocol');
      this.stdout.destroy();
      return;
    }
    const pauseMs = this.budget.spend(frames, chunk.length, performance.now());
    if (pauseMs > 0 && this.reason === null) {
      this.stdout.pause();
      setTimeout(() => this.stdout.resume(), pauseMs).unref();
    }
  }

  private accept(frame: GuestFrame): void {
    if (frame.t === 'ready') {
      if (this.ready === null) throw new ProtocolError('ready is said once');
      const ready = this.ready;
      this.ready = null;
      this.process.attach();
      ready();
      return;
    }
    const { pending } = this;
    if (pending === null) throw new ProtocolError(`${frame.t} without a request`);
    if (pending.callOpen) throw new ProtocolError(`${frame.t} while a call is open`);
    if (frame.t === 'done') {
      if (frame.id !== pending.id) throw new ProtocolError('done for another request');
      const result = pending.schema.safeParse(frame.result);
      if (!result.success) throw new ProtocolError('a result is not in the protocol');
      // What a guest says after it was told to die counts for its log and nothing else.
      if (this.reason === null) this.settle({ kind: 'answered', result: result.data });
      return;
    }
    const { host } = pending;
    if (host === null || frame.activation !== pending.activation) {
      throw new ProtocolError(`${frame.t} for another activation`);
    }
    if (frame.t === 'log') host.onLog(frame.level, frame.message);
    else if (this.reason === null) this.answer(frame, pending, host);
  }

  private answer(call: GuestCall, pending: Pending, host: RunHost): void {
    pending.callOpen = true;
    pending.calls ??= new AbortController();
    const startedAt = performance.now();
    void answerCall(call, host, pending.calls.signal).then((reply) => {
      if (this.pending !== pending || this.reason !== null) return;
      pending.callOpen = false;
      host.onCall?.(performance.now() - startedAt);
      this.send(reply);
    });
  }

  private send(frame: HostFrame): void {
    this.stdin.write(encodeFrame(frame));
  }

  private settle(answer: Answer<unknown>): void {
    const { pending } = this;
    if (pending === null) return;
    this.pending = null;
    clearTimeout(pending.timer);
    pending.settle(answer);
  }

  private end(reason: SandboxEnd): void {
    if (this.isGone) return;
    this.isGone = true;
    this.reason ??= reason;
    this.process.close();
    this.stdout.destroy();
    this.stdin.destroy();
    // Only here: a guest that has answered has no call open.
    this.pending?.calls?.abort();
    this.settle(ended(this.reason));
  }
}

function ended(reason: SandboxEnd): Answer<never> {
  return reason === 'timeout' ? { kind: 'timeout' } : { kind: 'died', reason };
}
