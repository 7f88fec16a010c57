import type { SessionView } from '@aispinner/contracts';

/** Where the refresh token lives between visits. */
export interface TokenStorage {
  read(): string | null;
  write(refreshToken: string | null): void;
}

export interface SessionDoors {
  readonly storage: TokenStorage;
  /** Trades a refresh token for a new session; null when it is no longer good. Throws when unreachable. */
  readonly refresh: (refreshToken: string) => Promise<SessionView | null>;
  /** Runs alone among all tabs: two that traded the same token would look like a theft. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  readonly now: () => number;
}

/** Traded this long before it expires, so that no request carries a token that dies on the way. */
const EARLY_MS = 30_000;

/**
 * Who is signed in. The access token is held in memory only; the refresh token works once, and each
 * trade stores the next one.
 */
export class Session {
  private readonly doors: SessionDoors;
  private readonly listeners = new Set<() => void>();
  private access: { readonly token: string; readonly staleAt: number } | null = null;
  private trade: Promise<string | null> | null = null;
  private signedIn: boolean;

  constructor(doors: SessionDoors) {
    this.doors = doors;
    this.signedIn = doors.storage.read() !== null;
  }

  /** Whether there is a session as far as is known; the next request finds out for certain. */
  readonly isSignedIn = (): boolean => this.signedIn;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  begin(view: SessionView): void {
    this.keep(view);
    this.setSignedIn(true);
  }

  end(): void {
    this.access = null;
    this.doors.storage.write(null);
    this.setSignedIn(false);
  }

  /** Another tab signed in or out. */
  follow(): void {
    this.access = null;
    this.setSignedIn(this.doors.storage.read() !== null);
  }

  refreshToken(): string | null {
    return this.doors.storage.read();
  }

  /** A token that is good now, or null where nobody is signed in any more. */
  async accessToken(): Promise<string | null> {
    if (this.access !== null && this.doors.now() < this.access.staleAt) return this.access.token;
    return this.renew();
  }

  /** The API refused this token: get another, unless somebody has done so already. */
  async replace(refused: string): Promise<string | null> {
    if (this.access !== null && this.access.token !== refused) return this.access.token;
    this.access = null;
    return this.renew();
  }

  private renew(): Promise<string | null> {
    this.trade ??= this.doors
      .alone(() => this.tradeToken())
      .finally(() => {
        this.trade = null;
      });
    return this.trade;
  }

  private async tradeToken(): Promise<string | null> {
    const token = this.doors.storage.read();
    const view = token === null ? null : await this.doors.refresh(token);
    if (view === null) {
      this.end();
      return null;
    }
    this.keep(view);
    return view.accessToken;
  }

  private keep(view: SessionView): void {
    const lifeMs = view.expiresInSeconds * 1000;
    const staleAt = this.doors.now() + Math.max(lifeMs - EARLY_MS, lifeMs / 2);
    this.access = { token: view.accessToken, staleAt };
    this.doors.storage.write(view.refreshToken);
  }

  private setSignedIn(signedIn: boolean): void {
    if (this.signedIn === signedIn) return;
    this.signedIn = signedIn;
    for (const listener of this.listeners) listener();
  }
}
