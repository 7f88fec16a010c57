import { liveEvent, type LiveEvent } from '@aispinner/contracts';

/** Postgres takes less than 8,000 bytes in one notice. */
const MAX_BYTES = 7_900;

/** Equal events have equal texts. */
export function textOf({ kind, tenantId, workspaceId, workerId }: LiveEvent): string {
  return JSON.stringify([kind, tenantId, workspaceId, workerId]);
}

/** Packs texts into as few payloads as may be. One that is too long by itself is left out. */
export function packNotices(texts: Iterable<string>): string[] {
  const payloads: string[] = [];
  let open = '';
  for (const text of texts) {
    const joined = open === '' ? text : `${open},${text}`;
    if (Buffer.byteLength(joined) + 2 <= MAX_BYTES) {
      open = joined;
      continue;
    }
    if (open !== '') payloads.push(`[${open}]`);
    open = Buffer.byteLength(text) + 2 <= MAX_BYTES ? text : '';
  }
  if (open !== '') payloads.push(`[${open}]`);
  return payloads;
}

/** The events of a payload; what is not understood is left out. */
export function unpackNotice(payload: string): LiveEvent[] {
  const events: LiveEvent[] = [];
  for (const entry of parseList(payload)) {
    const [kind, tenantId, workspaceId, workerId]: readonly unknown[] = listOf(entry);
    const parsed = liveEvent.safeParse({ kind, tenantId, workspaceId, workerId });
    if (parsed.success) events.push(parsed.data);
  }
  return events;
}

function parseList(payload: string): readonly unknown[] {
  try {
    return listOf(JSON.parse(payload));
  } catch {
    return [];
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
