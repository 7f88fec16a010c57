/** A tick that another runner got in the end is never asked about again: the oldest make room. */
const MOST = 10_000;

/**
 * Ticks that came while their predecessor still ran and went back to the queue, with the time at which
 * each first came: from then until its lease is got, it waits for its predecessor and for nobody else.
 * A tick that comes back to another runner than before counts that wait as the queue's.
 */
export class PredecessorWaits {
  private readonly firstReceivedAt = new Map<string, number>();

  begin(tickId: string, receivedAt: number): void {
    if (this.firstReceivedAt.has(tickId)) return;
    this.firstReceivedAt.set(tickId, receivedAt);
    if (this.firstReceivedAt.size <= MOST) return;
    for (const oldest of this.firstReceivedAt.keys()) {
      this.firstReceivedAt.delete(oldest);
      return;
    }
  }

  /** Epoch ms; null for a tick that has not waited here. */
  end(tickId: string): number | null {
    const receivedAt = this.firstReceivedAt.get(tickId) ?? null;
    this.firstReceivedAt.delete(tickId);
    return receivedAt;
  }
}
