import type { LiveEvent } from '@aispinner/contracts';

/** The hint that something of a worker changed. */
export function eventOf(
  kind: LiveEvent['kind'],
  { tenantId, workspaceId, workerId }: Omit<LiveEvent, 'kind'>,
): LiveEvent {
  return { kind, tenantId, workspaceId, workerId };
}
