import { AssignerProtocol, type PartitionAssigner } from 'kafkajs';
import { z } from 'zod';
import { assignPartitions, type Member } from './assign-partitions.ts';

const NAME = 'aispinner-sticky';
const VERSION = 1;

const standing = z.object({
  owned: z.array(z.number().int().nonnegative()),
  busy: z.array(z.number().int().nonnegative()),
  closing: z.boolean(),
});
export type Standing = z.infer<typeof standing>;

/** `assignPartitions` as the driver calls it. `describe` is asked at every join of this member. */
export function stickyAssigner(describe: () => Standing): PartitionAssigner {
  return ({ cluster }) => ({
    name: NAME,
    version: VERSION,
    protocol: ({ topics }) => ({
      name: NAME,
      metadata: AssignerProtocol.MemberMetadata.encode({
        version: VERSION,
        topics,
        userData: Buffer.from(JSON.stringify(describe())),
      }),
    }),
    assign: ({ members, topics: [topic = ''] }) => {
      const partitions = cluster.findTopicPartitionMetadata(topic).map((p) => p.partitionId);
      const hands = assignPartitions(
        partitions,
        members.map(({ memberId, memberMetadata }) => readMember(memberId, memberMetadata)),
      );
      const assignments = [...hands].map(([memberId, hand]) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: VERSION,
          assignment: { [topic]: [...hand] },
          userData: Buffer.alloc(0),
        }),
      }));
      return Promise.resolve(assignments);
    },
  });
}

/** One that says nothing understandable has nothing and takes its part. */
function readMember(memberId: string, metadata: Buffer): Member {
  try {
    const { userData } = AssignerProtocol.MemberMetadata.decode(metadata) ?? {};
    return { memberId, ...standing.parse(JSON.parse(String(userData))) };
  } catch {
    return { memberId, owned: [], busy: [], closing: false };
  }
}
