import type { LogLevel, LogView, TickView, WorkerView } from '@aispinner/contracts';
import { isInPause, LATENESS_CAUSES, pauseAfterLosses } from '@aispinner/domain';
import { seeded } from './mock-random.ts';

export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly seconds: number;
  readonly version: number;
  readonly status: WorkerView['status'];
  readonly statusReason?: string;
  readonly code: string;
  /** Share of ticks that fail. */
  readonly errors: number;
  /** Each tick costs it its sandbox. */
  readonly crashes?: boolean;
  /** How many due times it has behind it; 720, or an hour of them, if not said. */
  readonly history?: number;
  readonly typicalMs: number;
  readonly line: (n: number, random: () => number) => { level: LogLevel; message: string };
}

function largestOf(parts: NonNullable<TickView['parts']>): NonNullable<TickView['cause']> {
  return LATENESS_CAUSES.reduce((a, b) => (parts[b] > parts[a] ? b : a));
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** A worker that ticks in memory: enough of one to look at. */
export class MockWorker {
  readonly plan: Plan;
  readonly ticks: TickView[] = [];
  readonly logs: LogView[] = [];
  readonly state = new Map<string, { value: unknown; updatedAt: string }>();
  readonly codes: string[];
  status: WorkerView['status'];
  name: string;
  seconds: number;
  maxErrors = 10;
  errorsInARow = 0;
  private pauseEndsMs: number | null = null;
  nextDueMs: number;
  private readonly random: () => number;
  private number = 0;

  constructor(plan: Plan, nowMs: number, seed: number) {
    this.plan = plan;
    this.status = plan.status;
    this.name = plan.name;
    this.seconds = plan.seconds;
    this.random = seeded(seed);
    this.codes = Array.from({ length: plan.version }, (_, i) =>
      i === plan.version - 1 ? plan.code : plan.code.replace('20', String(20 + plan.version - i)),
    );
    const history = Math.min(plan.history ?? 720, Math.floor(3600 / plan.seconds));
    this.nextDueMs = nowMs - history * plan.seconds * 1000 + Math.floor(this.random() * 1000);
    if (plan.status !== 'stopped') {
      while (this.nextDueMs <= nowMs) this.tick();
    }
  }

  /** Runs the tick that is due. */
  tick(): void {
    const { random, plan } = this;
    const dueMs = this.nextDueMs;
    this.nextDueMs += this.seconds * 1000;
    const number = ++this.number;
    const cold = random() < 0.012 ? 320 + random() * 260 : 0;
    const parts = {
      scheduler: 0.8 + random() * 2.6,
      queue: 0.6 + random() * 1.8,
      predecessor: random() < 0.01 ? 100 + random() * 80 : 0,
      sandbox: random() < 0.04 ? random() * 60 : random() * 0.7,
      cold_start: cold,
    };
    const latenessMs = Object.values(parts).reduce((a, b) => a + b, 0);
    const isPaused = isInPause(dueMs, this.pauseEndsMs);
    const isSkipped = isPaused || random() < 0.008;
    const isLost = !isSkipped && plan.crashes === true;
    const isError = !isSkipped && !isLost && (random() < plan.errors || this.status === 'failed');
    const durationMs = plan.typicalMs * Math.exp((random() + random() + random() - 1.5) * 0.7);
    const tickId = `${plan.id}.${dueMs}`;
    this.ticks.unshift({
      tickId,
      number: isSkipped ? null : number,
      version: this.codes.length,
      dueAt: iso(dueMs),
      queuedAt: isSkipped ? null : iso(dueMs + parts.scheduler),
      startedAt: isSkipped ? null : iso(dueMs + latenessMs),
      endedAt: iso(dueMs + latenessMs + durationMs),
      latenessMs: isSkipped ? null : latenessMs,
      cause: latenessMs < 25 || isSkipped ? null : largestOf(parts),
      parts: isSkipped ? null : parts,
      outcome: isSkipped ? 'skipped' : isLost ? 'killed' : isError ? 'error' : 'ok',
      reason: isPaused
        ? 'backing_off'
        : isSkipped
          ? 'predecessor_running'
          : isLost
            ? 'crashed'
            : null,
      error: isError
        ? {
            type: 'KeyError',
            message: "'last_price'",
            traceback:
              'Traceback (most recent call last):\n  File "worker.py", line 24, in tick\n    price = quote["last_price"]\nKeyError: \'last_price\'\n',
          }
        : null,
      durationMs: isSkipped ? null : durationMs,
      cpuMs: isSkipped ? null : durationMs * 0.82,
      count: 1,
    });
    if (!isSkipped) this.errorsInARow = isError || isLost ? this.errorsInARow + 1 : 0;
    if (isLost) {
      const pauseMs = pauseAfterLosses(this.errorsInARow);
      this.pauseEndsMs = pauseMs === 0 ? null : dueMs + latenessMs + durationMs + pauseMs;
    }
    if (!isSkipped && !isLost) this.log(tickId, number, dueMs + latenessMs, isError);
    this.state.set('count', { value: number, updatedAt: iso(dueMs) });
  }

  private log(tickId: string, number: number, atMs: number, isError: boolean): void {
    const line = isError
      ? { level: 'error' as const, message: "KeyError: 'last_price' in tick, line 24" }
      : this.plan.line(number, this.random);
    const id = `${tickId}-0`;
    this.logs.push({ id, at: iso(atMs), tickId, version: this.codes.length, ...line });
  }

  view(workspaceId: string): WorkerView {
    return {
      id: this.plan.id,
      workspaceId,
      name: this.name,
      status: this.status,
      statusReason: this.status === 'failed' ? (this.plan.statusReason ?? null) : null,
      tickIntervalSeconds: this.seconds,
      effectiveIntervalSeconds: this.seconds,
      version: this.codes.length,
      maxErrors: this.maxErrors,
      isolation: 'shared',
      consecutiveErrors: this.errorsInARow,
      lastTick: this.ticks[0] ?? null,
      nextDueAt: this.status === 'running' ? iso(this.nextDueMs) : null,
      backingOffUntil: this.pauseEndsMs === null ? null : iso(this.pauseEndsMs),
      createdAt: iso(Date.now() - 86_400_000),
      updatedAt: iso(Date.now() - 3_600_000),
    };
  }
}
