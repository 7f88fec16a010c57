/** What an idle workspace saves up, in seconds of its budget; its ticks may take that at once. */
const SAVED_SECONDS = 60;
/** Workspaces looked through, to forget those that have saved up all they can, after so many debits. */
const TIDY_EVERY = 1000;

interface Account {
  /** CPU ms that may be used; below zero it is a debt, paid back by waiting. */
  leftMs: number;
  /** Epoch ms. */
  filledAt: number;
  perSecond: number;
}

/**
 * The CPU time that each workspace has left of what its plan allows its sandboxes. A tick's use is known
 * when it is over, so an account may fall below zero, by one tick for each sandbox of the workspace at
 * most; nothing begins until that is made up. Of this runner alone: the ticks of a workspace come to one.
 */
export class CpuBudgets {
  private readonly accounts = new Map<string, Account>();
  private debits = 0;

  get size(): number {
    return this.accounts.size;
  }

  /** Whether nothing of the workspace may begin. `perSecond`: CPU ms of its plan; `now`: epoch ms. */
  isUsedUp(workspaceId: string, perSecond: number, now: number): boolean {
    const account = this.accounts.get(workspaceId);
    if (account === undefined) return false;
    account.perSecond = perSecond;
    fill(account, now);
    return account.leftMs < 0;
  }

  /** Takes what its sandboxes have used. */
  debit(workspaceId: string, usedMs: number, perSecond: number, now: number): void {
    const account = this.accounts.get(workspaceId) ?? {
      leftMs: perSecond * SAVED_SECONDS,
      filledAt: now,
      perSecond,
    };
    this.accounts.set(workspaceId, account);
    account.perSecond = perSecond;
    fill(account, now);
    account.leftMs -= usedMs;
    this.debits += 1;
    if (this.debits % TIDY_EVERY === 0) this.tidy(now);
  }

  private tidy(now: number): void {
    for (const [workspaceId, account] of this.accounts) {
      fill(account, now);
      if (account.leftMs >= account.perSecond * SAVED_SECONDS) this.accounts.delete(workspaceId);
    }
  }
}

function fill(account: Account, now: number): void {
  // A clock that was set back gives nothing and takes nothing.
  const seconds = Math.max(0, now - account.filledAt) / 1000;
  account.filledAt = now;
  const { perSecond } = account;
  account.leftMs = Math.min(perSecond * SAVED_SECONDS, account.leftMs + seconds * perSecond);
}
