/**
 * Tells a supervisor that started this process with an IPC channel that it can do its work. Without
 * one, says nothing: an orchestrator asks `/readyz`.
 */
export function announceReady(): void {
  if (process.connected) process.send?.('ready' satisfies ReadyMessage);
}

/** What `announceReady` sends. */
export type ReadyMessage = 'ready';
