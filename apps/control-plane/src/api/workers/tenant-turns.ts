/**
 * Lets so many pieces of work of one tenant run at once; the rest wait, first come first served. Work
 * of different tenants never waits for each other here.
 */
export class TenantTurns {
  private readonly atOnce: number;
  private readonly running = new Map<string, number>();
  private readonly waiting = new Map<string, (() => void)[]>();

  constructor(atOnce: number) {
    this.atOnce = atOnce;
  }

  async run<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    await this.enter(tenantId);
    try {
      return await work();
    } finally {
      this.leave(tenantId);
    }
  }

  private enter(tenantId: string): Promise<void> {
    const running = this.running.get(tenantId) ?? 0;
    if (running < this.atOnce) {
      this.running.set(tenantId, running + 1);
      return Promise.resolve();
    }
    return new Promise((admit) => {
      const line = this.waiting.get(tenantId) ?? [];
      line.push(admit);
      this.waiting.set(tenantId, line);
    });
  }

  /** Hands the turn on, so the count of those that run stays as it is, or gives it up. */
  private leave(tenantId: string): void {
    const line = this.waiting.get(tenantId);
    const next = line?.shift();
    if (line?.length === 0) this.waiting.delete(tenantId);
    if (next !== undefined) {
      next();
      return;
    }
    const running = (this.running.get(tenantId) ?? 1) - 1;
    if (running === 0) this.running.delete(tenantId);
    else this.running.set(tenantId, running);
  }
}
