import type { TickMessage } from '@aispinner/contracts';
import { FairTurns } from '@aispinner/domain';

/** This runner stops before the tick's turn came: the delivery goes back to the queue. */
export class NotBegunError extends Error {
  override readonly name = 'NotBegunError';
  readonly retriable = true;
}

interface Waiter {
  readonly tick: TickMessage;
  readonly begin: () => void;
  readonly giveUp: (error: NotBegunError) => void;
}

/**
 * Which of the delivered ticks begins next, whichever bus brought them. A workspace has no more ticks
 * running than its plan allows it sandboxes, and where places are few the workspaces take turns,
 * weighted by their plans. A tick that waits here holds no lease and no sandbox: another runner may
 * still have it.
 *
 *   delivered --its workspace and this runner have a place, and it is its turn--> running --ran--> over
 *             --else--> waiting --its turn--> running
 *                               --close--> given back (`NotBegunError`)
 *
 * Its place is free when the tick has run: what is then written down of it takes no part in this.
 */
export class TickAdmission {
  private readonly waiting = new FairTurns<Waiter>();
  private readonly running = new Map<string, number>();
  private readonly places: number;
  private total = 0;
  private closed = false;

  /** `places`: ticks that run at once, of all workspaces. */
  constructor(places: number) {
    this.places = places;
  }

  stats(): { readonly running: number; readonly waiting: number } {
    return { running: this.total, waiting: this.waiting.size };
  }

  /**
   * Does the work when it is the tick's turn; settles as the work does. The work may say that the tick
   * has run before all of it is done. Rejects with `NotBegunError`.
   */
  async run(tick: TickMessage, work: (onRan: () => void) => Promise<void>): Promise<void> {
    if (this.closed) throw new NotBegunError('the runner stops');
    await this.turnOf(tick);
    let isOver = false;
    const leave = (): void => {
      if (isOver) return;
      isOver = true;
      this.count(tick, -1);
      this.waiting.resume(tick.workspaceId);
      this.admit();
    };
    try {
      await work(leave);
    } finally {
      leave();
    }
  }

  /** Gives back what waits; what runs goes on. */
  close(): void {
    this.closed = true;
    for (const waiter of [...this.waiting.items()]) {
      this.waiting.leave(waiter.tick.workspaceId, waiter);
      waiter.giveUp(new NotBegunError('the runner stops'));
    }
  }

  private hasPlace({ workspaceId, limits }: TickMessage): boolean {
    return (this.running.get(workspaceId) ?? 0) < limits.maxSandboxesPerWorkspace;
  }

  private turnOf(tick: TickMessage): Promise<void> {
    return new Promise((begin, giveUp) => {
      this.waiting.join(tick.workspaceId, { tick, begin, giveUp }, tick.limits.turnWeight);
      this.admit();
    });
  }

  private admit(): void {
    while (this.total < this.places) {
      // Workspaces at their limit leave the round until one of their ticks is over.
      const next = this.waiting.next(({ tick }) => this.hasPlace(tick));
      if (next === null) return;
      this.count(next.item.tick, 1);
      next.item.begin();
    }
  }

  private count({ workspaceId }: TickMessage, change: 1 | -1): void {
    const running = (this.running.get(workspaceId) ?? 0) + change;
    this.total += change;
    if (running === 0) this.running.delete(workspaceId);
    else this.running.set(workspaceId, running);
  }
}
