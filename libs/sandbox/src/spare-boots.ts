import type { BootUrgency } from './pool-options.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxSize } from './sandbox-size.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

export interface SpareBootsParts {
  boot(memoryMb: SandboxSize, signal: AbortSignal, urgency: BootUrgency): Promise<Sandbox>;
  /** At once; each costs a few hundred milliseconds of a core. */
  readonly maxConcurrent: number;
  onReady(sandbox: Sandbox, memoryMb: SandboxSize): void;
  /** `failures` in a row. Called again, with nothing started, when the pause after it is over. */
  onFailed(error: unknown, failures: number): void;
  onPauseOver(): void;
}

/** Starts sandboxes, a few at a time, and slower and slower while none comes up. */
export class SpareBoots {
  private readonly parts: SpareBootsParts;
  private readonly booting = new Map<SandboxSize, number>();
  /** What the last one took until it was ready; null before the first. */
  lastBootMs: number | null = null;
  private failures = 0;
  private pause: NodeJS.Timeout | null = null;
  private readonly closing = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(parts: SpareBootsParts) {
    this.parts = parts;
  }

  get total(): number {
    let total = 0;
    for (const count of this.booting.values()) total += count;
    return total;
  }

  count(memoryMb: SandboxSize): number {
    return this.booting.get(memoryMb) ?? 0;
  }

  /** How many of which size are on their way. */
  sizes(): Iterable<readonly [SandboxSize, number]> {
    return this.booting;
  }

  get canStart(): boolean {
    return (
      !this.closing.signal.aborted && this.pause === null && this.total < this.parts.maxConcurrent
    );
  }

  start(memoryMb: SandboxSize, urgency: BootUrgency): void {
    this.booting.set(memoryMb, this.count(memoryMb) + 1);
    const startedAt = performance.now();
    const boot = this.parts.boot(memoryMb, this.closing.signal, urgency).then(
      (sandbox) => {
        this.finished(memoryMb);
        this.failures = 0;
        this.lastBootMs = performance.now() - startedAt;
        if (!this.closing.signal.aborted) {
          this.parts.onReady(sandbox, memoryMb);
          return undefined;
        }
        sandbox.kill('shutdown');
        return sandbox.gone.then(() => undefined);
      },
      (error: unknown) => {
        this.finished(memoryMb);
        this.noteFailure(error);
      },
    );
    this.running.add(boot);
    void boot.finally(() => this.running.delete(boot));
  }

  /** A sandbox that could not start, or died before anyone used it. */
  noteFailure(error: unknown): void {
    if (this.closing.signal.aborted) return;
    this.failures += 1;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS);
    if (this.pause !== null) clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.pause = null;
      this.parts.onPauseOver();
    }, pauseMs);
    this.parts.onFailed(error, this.failures);
  }

  /** Resolves when none is left that had begun. */
  async close(): Promise<void> {
    this.closing.abort();
    if (this.pause !== null) clearTimeout(this.pause);
    await Promise.all(this.running);
  }

  private finished(memoryMb: SandboxSize): void {
    this.booting.set(memoryMb, this.count(memoryMb) - 1);
  }
}
