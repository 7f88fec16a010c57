import type { OutcomeMessage } from '@aispinner/contracts';
import type { OutcomeStream } from '@aispinner/messaging';
import { GroupWriter, pauseFor } from '@aispinner/platform';
import type { Lease } from '@aispinner/state';
import type { LeaseKeeper } from './lease-keeper.ts';

/** Ends of ticks within this time go together, ms: nobody waits for them. */
const GATHER_MS = 20;
/** While ticks wait to begin, what follows an end keeps out of their way; no longer than this, ms. */
const PUT_OFF_MS = 100;
const MAX_TICKS = 500;

interface Ended {
  readonly outcome: OutcomeMessage;
  /** Null for a tick that was run, and lost, by another. */
  readonly lease: Lease | null;
}

export interface SettlerParts {
  readonly outcomes: Pick<OutcomeStream, 'publish'>;
  readonly keeper: Pick<LeaseKeeper, 'finish'>;
  readonly onOutcome: (outcome: OutcomeMessage) => void;
  /** Whether ticks wait for their turn to begin. */
  readonly isBusy: () => boolean;
}

/**
 * What follows the end of a tick: its outcome is made durable, then its lease ends. That is paid for
 * many ticks at once, a moment after their ends.
 */
export class TickSettler {
  private readonly writer: GroupWriter<Ended>;

  constructor({ outcomes, keeper, onOutcome, isBusy }: SettlerParts) {
    this.writer = new GroupWriter<Ended>(
      async (ended) => {
        await outcomes.publish(ended.map(({ outcome }) => outcome));
        for (const { outcome } of ended) onOutcome(outcome);
        await keeper.finish(ended.flatMap(({ lease }) => lease ?? []));
      },
      { maxItems: MAX_TICKS, gather: () => gather(isBusy) },
    );
  }

  /** Resolves when the outcome is durable and the lease, if any, has ended. Rejects as the bus or store does. */
  settle(outcome: OutcomeMessage, lease: Lease | null): Promise<void> {
    return this.writer.write([{ outcome, lease }]);
  }
}

async function gather(isBusy: () => boolean): Promise<void> {
  const until = performance.now() + PUT_OFF_MS;
  do await pauseFor(GATHER_MS);
  while (isBusy() && performance.now() < until);
}
