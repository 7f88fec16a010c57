import type { IHeaders } from 'kafkajs';
import type { Outgoing } from './kafka-publisher.ts';
import type { Topic } from './kafka-topics.ts';
import type { Incoming } from './owned-partition.ts';

const HOPS = 'hops';

/** How often a message was passed on from one consumer to another. */
export function hopsOf({ headers }: Pick<Incoming, 'headers'>): number {
  const hops = Number(headerOf(headers, HOPS) ?? 0);
  return Number.isInteger(hops) && hops > 0 ? hops : 0;
}

/** The same message, for whoever has `partition`. */
export function passedOn(message: Incoming, topic: Topic, partition: number): Outgoing {
  const { key, value, headers } = message;
  const kept = Object.fromEntries(
    Object.keys(headers).map((name) => [name, headerOf(headers, name) ?? '']),
  );
  return {
    topic,
    key,
    value,
    partition,
    headers: { ...kept, [HOPS]: String(hopsOf(message) + 1) },
  };
}

/**
 * A message that nobody could handle, as it is kept: itself, and in its headers why and where it was.
 * Its key is its old place, under which a replay removes it.
 */
export function deadLetterOf(
  message: Pick<Incoming, 'key' | 'value' | 'offset' | 'from'>,
  topic: Topic,
  reason: string,
): Outgoing {
  const { partition } = message.from;
  const id = `${topic}/${partition}/${message.offset}`;
  return {
    topic: 'dead-letters',
    key: id,
    value: message.value ?? Buffer.alloc(0),
    headers: {
      topic,
      partition: String(partition),
      offset: String(message.offset),
      key: message.key,
      reason: reason.slice(0, 2_000),
      at: new Date().toISOString(),
    },
  };
}

/** The header's text; undefined when there is none. */
export function headerOf(headers: IHeaders, name: string): string | undefined {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.toString();
}
