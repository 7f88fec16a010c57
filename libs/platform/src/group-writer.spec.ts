import { describe, expect, it } from '@jest/globals';
import { GroupWriter } from './group-writer.ts';

/** A writer whose writes end when the test says so. */
function heldWriter(maxItems = 100) {
  const writes: { readonly items: readonly number[]; readonly end: (error?: Error) => void }[] = [];
  const writer = new GroupWriter<number>(
    (items) =>
      new Promise((resolve, reject) => {
        writes.push({ items, end: (error) => (error === undefined ? resolve() : reject(error)) });
      }),
    { maxItems },
  );
  return { writer, writes };
}

const settle = () => new Promise(setImmediate);

describe('a group writer', () => {
  it('writes at once, and what comes meanwhile in one write after it', async () => {
    const { writer, writes } = heldWriter();
    const first = writer.write([1]);
    await settle();
    const rest = [writer.write([2, 3]), writer.write([4])];
    await settle();
    expect(writes.map((write) => write.items)).toEqual([[1]]);
    writes[0]?.end();
    await first;
    await settle();
    expect(writes.map((write) => write.items)).toEqual([[1], [2, 3, 4]]);
    writes[1]?.end();
    await Promise.all(rest);
  });

  it('settles each as its own write settles, and goes on after a failure', async () => {
    const { writer, writes } = heldWriter();
    const failing = Promise.allSettled([writer.write([1]), writer.write([2])]);
    await settle();
    const next = writer.write([3]);
    writes[0]?.end(new Error('disk'));
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await settle();
    writes[1]?.end();
    await expect(next).resolves.toBeUndefined();
  });

  it('ends a group at its size, and keeps together what came together', async () => {
    const { writer, writes } = heldWriter(3);
    void writer.write([1, 2]);
    void writer.write([3, 4]);
    void writer.write([5]);
    await settle();
    expect(writes[0]?.items).toEqual([1, 2, 3, 4]);
    writes[0]?.end();
    await settle();
    expect(writes[1]?.items).toEqual([5]);
  });

  it('is idle once everything handed in is written', async () => {
    const { writer, writes } = heldWriter();
    let idle = false;
    void writer.write([1]);
    void writer.idle().then(() => (idle = true));
    await settle();
    expect(idle).toBe(false);
    writes[0]?.end();
    await settle();
    expect(idle).toBe(true);
    await writer.write([]);
    expect(writes).toHaveLength(1);
  });
});
