import type { Clock } from '@aispinner/platform';
import type { Counters } from '@aispinner/state';
import { tooManyRequests } from '../http/refusal.ts';

export interface RateLimit {
  readonly name: string;
  readonly amount: number;
  readonly windowMs: number;
}

const MINUTE = 60_000;

export const RATE_LIMITS = {
  registerByEmail: { name: 'register/email', amount: 5, windowMs: 60 * MINUTE },
  registerByAddress: { name: 'register/ip', amount: 60, windowMs: 60 * MINUTE },
  confirmByAddress: { name: 'confirm/ip', amount: 60, windowMs: 15 * MINUTE },
  /** Wrong passwords, not sign-ins: by name and address, and by each alone for spread-out guessing. */
  loginFailures: { name: 'login/email+ip', amount: 10, windowMs: 15 * MINUTE },
  loginFailuresByEmail: { name: 'login/email', amount: 60, windowMs: 15 * MINUTE },
  loginFailuresByAddress: { name: 'login/ip', amount: 100, windowMs: 15 * MINUTE },
  refreshByAddress: { name: 'refresh/ip', amount: 300, windowMs: MINUTE },
  addMember: { name: 'member/tenant', amount: 30, windowMs: 60 * MINUTE },
  deploy: { name: 'deploy/tenant', amount: 240, windowMs: MINUTE },
  testRun: { name: 'test-run/tenant', amount: 240, windowMs: MINUTE },
} as const satisfies Record<string, RateLimit>;

/** How often one may try. */
export class RateLimits {
  private readonly counters: Pick<Counters, 'add'>;
  private readonly clock: Clock;

  constructor(counters: Pick<Counters, 'add'>, clock: Clock) {
    this.counters = counters;
    this.clock = clock;
  }

  /** Counts one try of `who`. Throws a 429 `Refusal` when the window has no more. */
  async take(limit: RateLimit, who: string): Promise<void> {
    const { total, resetAtMs } = await this.add(limit, who, 1);
    if (total <= limit.amount) return;
    const seconds = Math.max(1, Math.ceil((resetAtMs - this.clock.now()) / 1000));
    throw tooManyRequests(seconds, `Too many tries. Try again in ${seconds} s.`);
  }

  /** Gives a try back: it was none of those that the limit is for. */
  async giveBack(limit: RateLimit, who: string): Promise<void> {
    await this.add(limit, who, -1);
  }

  private add(
    limit: RateLimit,
    who: string,
    amount: number,
  ): Promise<{ total: number; resetAtMs: number }> {
    return this.counters.add(`${limit.name} ${who}`, amount, limit.windowMs);
  }
}
