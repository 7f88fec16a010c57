/** Whose state: bound by the host from what it knows, never from what a guest sends. */
export interface StateScope {
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerId: string;
  /** The lease under which a tick writes; null for the owner's own writes through the API. */
  readonly fence: number | null;
}

export interface StateEntry {
  readonly key: string;
  /** JSON text as it was stored, so that big integers keep their digits. */
  readonly valueJson: string;
  readonly updatedAt: Date;
}

export type SetResult =
  | { readonly kind: 'stored' }
  | { readonly kind: 'tooManyKeys'; readonly limit: number }
  /** The lease under which it was written has been lost, or the worker is retired. */
  | { readonly kind: 'fenced' };

/**
 * The state of a worker: JSON values by key. What `set` resolved for survives any crash.
 *
 * Not in this port: size limits of a value and a key (the door checks them), transactions over keys.
 */
export interface StateStore {
  get(scope: StateScope, key: string): Promise<StateEntry | null>;
  set(
    scope: StateScope,
    key: string,
    valueJson: string,
    limits: { maxKeys: number },
  ): Promise<SetResult>;
  /** True if there was one. */
  delete(scope: StateScope, key: string): Promise<boolean>;
  /** Ordered by key; `after` excludes keys up to and including it. */
  list(scope: StateScope, page: { after: string | null; limit: number }): Promise<StateEntry[]>;
  /** Removes the whole state of the worker. */
  clear(scope: StateScope): Promise<void>;
  close(): Promise<void>;
}
