import { tickMessage, type TickMessage } from '@aispinner/contracts';
import { GroupWriter } from '@aispinner/platform';
import { LOOK_EVERY_MS, type PostgresClient, type ServiceLog } from '@aispinner/platform/postgres';
import { CLAIM_MS, RENEW_EVERY_MS } from './bus-schema.ts';
import {
  ACKNOWLEDGE_TICKS,
  CLAIM_TICKS,
  DELAY_TICK,
  MOST_ROUNDS,
  RENEW_TICKS,
  RETURN_TICKS,
  type ClaimedTick,
} from './claim-ticks.ts';
import { FIRST_TURN, turnAfter, type ClaimTurn } from './claim-turn.ts';
import { claimSize, overShare, type PlaceHolder } from './fair-share.ts';
import { setAside, understand } from './set-aside.ts';
import type { TickConsumer, TickConsumerOptions, TickDelivery } from './tick-queue.ts';
import { WakeableLoop } from './wakeable-loop.ts';

const MAX_CLAIM = 64;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 1_000;

interface Consumption {
  readonly db: PostgresClient;
  readonly log: ServiceLog;
  readonly options: TickConsumerOptions;
  readonly handle: (delivery: TickDelivery) => Promise<void>;
}

/**
 * What becomes of a tick in here:
 *
 *   claimed --understood--> handled --resolved--> acknowledged (deleted)
 *                                   --rejected--> delayed, then free for any consumer
 *           --not understood--> set aside
 *
 * Its claim is renewed until its acknowledgement is through. Where that stops (this process is dead,
 * or cut off from the server) the claim runs out, and whoever claims the tick next has it delivered.
 */
export class PostgresTickConsumer implements TickConsumer {
  private readonly db: PostgresClient;
  private readonly log: ServiceLog;
  private readonly options: TickConsumerOptions;
  private readonly handle: (delivery: TickDelivery) => Promise<void>;
  /** By tick id what is claimed here; each holds a place. */
  private readonly held = new Map<string, PlaceHolder>();
  private readonly handling = new Set<Promise<void>>();
  private readonly acknowledgements: GroupWriter<string>;
  private readonly claiming: WakeableLoop;
  private readonly renewing: WakeableLoop;
  private turn: ClaimTurn = FIRST_TURN;
  /** Ticks may have been left in the queue for want of places. */
  private leftSome = false;
  private closing = false;

  constructor({ db, log, options, handle }: Consumption) {
    this.db = db;
    this.log = log;
    this.options = options;
    this.handle = handle;
    this.acknowledgements = new GroupWriter<string>(
      async (tickIds) => {
        await db.insist(ACKNOWLEDGE_TICKS, [tickIds]);
      },
      { maxItems: 500 },
    );
    this.claiming = new WakeableLoop(() => this.claim(), {
      everyMs: LOOK_EVERY_MS,
      onFailure: (err, before) => before === 0 && log.warn({ err }, 'claiming ticks failed'),
    });
    this.renewing = new WakeableLoop(() => this.renew(), {
      everyMs: RENEW_EVERY_MS,
      onFailure: (err, before) => before === 0 && log.warn({ err }, 'renewing claims failed'),
    });
  }

  /** There may be something to claim. */
  wake(): void {
    this.claiming.wake();
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.claiming.stop();
    while (this.handling.size > 0) await Promise.all(this.handling);
    await this.renewing.stop();
  }

  private async claim(): Promise<'more' | 'rest'> {
    const free = this.options.maxInFlight - this.held.size;
    if (free <= 0) {
      this.leftSome = true;
      return 'rest';
    }
    const limit = Math.min(claimSize(free, this.options.maxInFlight), MAX_CLAIM);
    const sated = overShare(this.held.values(), free);
    const claimed = await this.db.query<ClaimedTick>(CLAIM_TICKS, [
      limit,
      this.turn.workspaceId,
      sated,
      this.options.consumerId,
      CLAIM_MS,
      this.turn.left,
    ]);
    const receivedAt = Date.now();
    claimed.sort((a, b) => Number(a.rank) - Number(b.rank));
    const cutShort = claimed.length === limit || someHadAllRounds(claimed);
    this.turn = turnAfter(claimed, this.turn, cutShort);
    this.leftSome = cutShort || sated.length > 0;
    if (this.closing) await this.giveBack(claimed);
    else for (const tick of claimed) await this.begin(tick, receivedAt);
    return cutShort && this.held.size < this.options.maxInFlight ? 'more' : 'rest';
  }

  private async begin(row: ClaimedTick, receivedAt: number): Promise<void> {
    // Its claim had run out, yet it is still being handled here: claiming it again was a renewal.
    if (this.held.has(row.tick_id)) return;
    const understood = understand(tickMessage, row.message);
    if ('reason' in understood) {
      const from = { queue: 'ticks', name: 'ticks', id: row.tick_id } as const;
      await setAside(this.db, this.log, from, understood.reason);
      return;
    }
    const { workspaceId, limits } = understood.message;
    this.held.set(row.tick_id, { workspaceId, turnWeight: limits.turnWeight });
    const ended = this.deliver(row, understood.message, receivedAt).finally(() => {
      this.held.delete(row.tick_id);
      this.handling.delete(ended);
      if (this.leftSome) this.claiming.wake();
    });
    this.handling.add(ended);
  }

  private async deliver(row: ClaimedTick, tick: TickMessage, receivedAt: number): Promise<void> {
    const { tick_id: tickId, deliveries } = row;
    try {
      await this.handle({ tick, receivedAt, redelivered: deliveries > 1 });
    } catch (err) {
      this.log.warn({ err, tickId }, 'tick not handled');
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (deliveries - 1), LONGEST_DELAY_MS);
      // Where this fails the claim runs out by itself.
      await this.db
        .query(DELAY_TICK, [this.options.consumerId, tickId, delayMs])
        .catch(() => undefined);
      return;
    }
    await this.acknowledgements.write([tickId]).catch((err: unknown) => {
      this.log.error({ err, tickId }, 'tick not acknowledged');
    });
  }

  private async giveBack(claimed: readonly ClaimedTick[]): Promise<void> {
    const tickIds = claimed.map((tick) => tick.tick_id).filter((id) => !this.held.has(id));
    if (tickIds.length === 0) return;
    await this.db.query(RETURN_TICKS, [this.options.consumerId, tickIds]);
  }

  private async renew(): Promise<'rest'> {
    const tickIds = [...this.held.keys()];
    if (tickIds.length > 0) {
      await this.db.query(RENEW_TICKS, [this.options.consumerId, tickIds, CLAIM_MS]);
    }
    return 'rest';
  }
}

function someHadAllRounds(claimed: readonly ClaimedTick[]): boolean {
  const counts = new Map<string, number>();
  return claimed.some(({ workspace_id: id, turn_weight: weight }) => {
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count >= MOST_ROUNDS * weight;
  });
}
