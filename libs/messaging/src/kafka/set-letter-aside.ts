import type { KafkaParts } from './kafka-parts.ts';
import type { Topic } from './kafka-topics.ts';
import { deadLetterOf } from './letters.ts';
import type { Incoming } from './owned-partition.ts';

/**
 * Keeps a message that nobody could handle as a dead letter. False when it could not be written: then
 * it is not done with, and the next owner of its partition gets it again. Never rejects.
 */
export async function setLetterAside(
  { publisher, log }: Pick<KafkaParts, 'publisher' | 'log'>,
  { message, topic, reason }: { message: Incoming; topic: Topic; reason: string },
): Promise<boolean> {
  const from = { topic, partition: message.from.partition, offset: message.offset };
  try {
    await publisher.send([deadLetterOf(message, topic, reason)]);
    log.error({ ...from, reason }, 'message set aside');
    return true;
  } catch (err) {
    log.error({ err, ...from, reason }, 'message not set aside');
    return false;
  }
}
