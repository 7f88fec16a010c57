import { describe, expect, it } from '@jest/globals';
import { TenantTurns } from './tenant-turns.ts';

describe('turns of a tenant', () => {
  it('let so many run at once, the others in the order in which they came', async () => {
    const turns = new TenantTurns(2);
    const begun: number[] = [];
    const ends = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
    const all = ends.map(({ promise }, i) =>
      turns.run('a', () => {
        begun.push(i);
        return promise;
      }),
    );
    const other = turns.run('b', () => Promise.resolve('other'));
    expect(await other).toBe('other');
    expect(begun).toEqual([0, 1]);
    ends[1]?.resolve();
    await all[1];
    expect(begun).toEqual([0, 1, 2]);
    ends.forEach(({ resolve }) => resolve());
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('are handed on by work that fails', async () => {
    const turns = new TenantTurns(1);
    const failed = turns.run('a', () => Promise.reject(new Error('no')));
    const next = turns.run('a', () => Promise.resolve(1));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe(1);
    expect(await turns.run('a', () => Promise.resolve(2))).toBe(2);
  });
});
