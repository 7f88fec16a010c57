import type { StateScope } from '../state-store.ts';

/**
 * Names of keys. What is in braces decides the slot: everything of a worker lies in one, so that a
 * script finds it together.
 */
export function stateKeys(prefix: string, scope: StateScope): readonly [string, string, string] {
  const [tenant, workspace] = [part(scope.tenantId), part(scope.workspaceId)];
  const worker = `${prefix}{${part(scope.workerId)}}`;
  const owner = `${worker}:${tenant}:${workspace}`;
  return [`${owner}:values`, `${owner}:index`, `${worker}:lease`];
}

export function leaseKey(prefix: string, workerId: string): string {
  return `${prefix}{${part(workerId)}}:lease`;
}

export function counterKey(prefix: string, key: string): string {
  return `${prefix}counter:${key}`;
}

/** Of one slot too, for sharded channels. */
export function liveChannel(prefix: string): string {
  return `${prefix}{live}`;
}

/** Ids hold nothing that would end a brace or begin another part; this makes sure of it. */
function part(id: string): string {
  return encodeURIComponent(id);
}
