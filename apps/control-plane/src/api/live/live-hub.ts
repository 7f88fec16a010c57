import type { LiveEvent } from '@aispinner/contracts';
import type { LiveEvents } from '@aispinner/state';
import { pauseFor, type Logger } from '@aispinner/platform';

type Listener = (event: LiveEvent) => void;

const RETRY_MS = 1_000;

/** One subscription to the bus for all the streams of this process. */
export class LiveHub {
  private readonly live: Pick<LiveEvents, 'subscribe'>;
  private readonly log: Pick<Logger, 'warn'>;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly closing = new AbortController();
  private unsubscribe: (() => Promise<void>) | null = null;

  constructor(live: Pick<LiveEvents, 'subscribe'>, log: Pick<Logger, 'warn'>) {
    this.live = live;
    this.log = log;
  }

  /** Whether events arrive. */
  get isListening(): boolean {
    return this.unsubscribe !== null;
  }

  /** Begins to listen; resolves when it does, which may take as long as the bus is away. */
  async start(): Promise<void> {
    while (!this.closing.signal.aborted && this.unsubscribe === null) {
      try {
        const unsubscribe = await this.live.subscribe((event) => this.tell(event));
        if (this.closing.signal.aborted) await unsubscribe();
        else this.unsubscribe = unsubscribe;
      } catch (err) {
        this.log.warn({ err }, 'live events are away');
        await pauseFor(RETRY_MS, this.closing.signal);
      }
    }
  }

  /** Calls back for the events of one workspace until the returned function is called. */
  onWorkspace(workspaceId: string, listener: Listener): () => void {
    const listeners = this.listeners.get(workspaceId) ?? new Set();
    this.listeners.set(workspaceId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(workspaceId);
    };
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.unsubscribe?.();
    this.unsubscribe = null;
  }

  private tell(event: LiveEvent): void {
    for (const listener of this.listeners.get(event.workspaceId) ?? []) listener(event);
  }
}
