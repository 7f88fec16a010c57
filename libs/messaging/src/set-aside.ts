import type { PostgresClient, ServiceLog, Statement } from '@aispinner/platform/postgres';
import type { z } from 'zod';

/** Kept in `bus_records` under a stream that nobody reads, for an operator to look at. */
const KEEP = `
  insert into bus_records (stream, message)
  select 'set_aside', json_build_object('from', $2::text, 'reason', $3::text, 'message', message,
    'at', now())
  from gone`;

const STATEMENTS = {
  ticks: {
    name: 'tick set aside',
    text: `with gone as (delete from bus_ticks where tick_id = $1 returning message) ${KEEP}`,
  },
  records: {
    name: 'record set aside',
    text: `with gone as (delete from bus_records where id = $1 returning message) ${KEEP}`,
  },
} as const satisfies Record<string, Statement>;

/** The message, or why it is none. */
export function understand<T>(
  schema: z.ZodType<T>,
  message: unknown,
): { readonly message: T } | { readonly reason: string } {
  const parsed = schema.safeParse(message);
  if (parsed.success) return { message: parsed.data };
  const issues = parsed.error.issues.slice(0, 5);
  const reason = issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ');
  // Postgres stores no NUL in a text.
  return { reason: reason.replaceAll('\u0000', '\ufffd') };
}

/**
 * Takes a message that is not understood off its queue, so that it does not come again and again.
 * Never rejects: one that cannot be moved now is claimed again later, and moved then.
 */
export async function setAside(
  db: PostgresClient,
  log: ServiceLog,
  from: { readonly queue: keyof typeof STATEMENTS; readonly name: string; readonly id: string },
  reason: string,
): Promise<void> {
  const { queue, name, id } = from;
  try {
    await db.query(STATEMENTS[queue], [id, name, reason]);
    log.error({ from: name, id, reason }, 'message set aside');
  } catch (err) {
    log.warn({ err, from: name, id, reason }, 'message not set aside yet');
  }
}
