import type { Admin } from 'kafkajs';
import type { Resource } from './history.ts';
import { kafkaClient } from './redeliver.ts';

/** The groups of the product that share topics: each message is for one of their members. */
const SHARED = /^aispinner\.(ticks|outcomes|logs|requests)\./;

/** Groups that only their one reader uses have a name by chance at their end. */
const OF_ONE_READER = /\.[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** The names of all, without what is by chance in them. */
export async function topicsAndGroups(
  bootstrap: string,
): Promise<{ readonly topics: readonly string[]; readonly groups: readonly string[] }> {
  const admin = kafkaClient(bootstrap).admin();
  await admin.connect();
  try {
    const { groups } = await admin.listGroups();
    const { groups: described } = await admin.describeGroups(groups.map(({ groupId }) => groupId));
    const kinds = described.map(
      ({ groupId, state, members }) =>
        `${groupId.replace(OF_ONE_READER, '')} (${state}, ${members.length} members)`,
    );
    // The second of a kind is another thing than the first.
    const names = kinds.map((kind, i) => {
      const nth = kinds.slice(0, i + 1).filter((other) => other === kind).length;
      return `${kind} no. ${nth}`;
    });
    return { topics: await admin.listTopics(), groups: names };
  } finally {
    await admin.disconnect();
  }
}

/** What groups have not taken of their topics yet, and what was set aside. */
export async function untaken(bootstrap: string): Promise<Resource[]> {
  const admin = kafkaClient(bootstrap).admin();
  await admin.connect();
  try {
    const { groups } = await admin.listGroups();
    const shared = groups.filter(({ groupId }) => SHARED.test(groupId));
    const lags: Resource[] = [];
    for (const { groupId } of shared) {
      const lag = await lagOf(admin, groupId);
      lags.push({ name: `messages that ${groupId} has not taken`, before: 0, after: lag });
    }
    const letters = await admin.fetchTopicOffsets('aispinner.dead-letters');
    const kept = letters.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
    return [
      ...lags,
      { name: 'groups that share nothing', before: 0, after: shared.length === 0 ? 1 : 0 },
      { name: 'dead letters', before: 0, after: kept },
    ];
  } finally {
    await admin.disconnect();
  }
}

async function lagOf(admin: Admin, groupId: string): Promise<number> {
  const [taken] = await admin.fetchOffsets({ groupId });
  if (taken === undefined) return 0;
  const ends = await admin.fetchTopicOffsets(taken.topic);
  return ends.reduce((sum, { partition, high, low }) => {
    const at = taken.partitions.find((p) => p.partition === partition)?.offset ?? '-1';
    return sum + Number(high) - Math.max(Number(at), Number(low));
  }, 0);
}
