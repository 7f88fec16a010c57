import { v7 } from 'uuid';

const PREFIXES = {
  user: 'usr',
  tenant: 'ten',
  workspace: 'wsp',
  worker: 'wrk',
  apiKey: 'key',
  session: 'ses',
  request: 'req',
  runner: 'run',
  scheduler: 'sch',
  batch: 'bat',
  audit: 'aud',
} as const;

/** A new opaque id, such as `wrk_0197…`: sorts by creation time (UUID version 7, RFC 9562). */
export function newId(kind: keyof typeof PREFIXES): string {
  return `${PREFIXES[kind]}_${v7().replaceAll('-', '')}`;
}
