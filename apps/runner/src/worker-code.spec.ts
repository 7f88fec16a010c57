import { describe, expect, it } from '@jest/globals';
import { WorkerCodeCache } from './worker-code.ts';

describe('the code cache', () => {
  it('reads a version once', async () => {
    let reads = 0;
    const cache = new WorkerCodeCache({ code: () => Promise.resolve(`code ${++reads}`) });
    expect(await cache.code('wrk_1', 1)).toBe('code 1');
    expect(await cache.code('wrk_1', 1)).toBe('code 1');
    expect(await cache.code('wrk_1', 2)).toBe('code 2');
  });

  it('asks again for what was not there', async () => {
    const answers = [null, 'code'];
    const cache = new WorkerCodeCache({ code: () => Promise.resolve(answers.shift() ?? null) });
    expect(await cache.code('wrk_1', 1)).toBeNull();
    expect(await cache.code('wrk_1', 1)).toBe('code');
  });

  it('forgets what was used longest ago when it is full', async () => {
    const reads: string[] = [];
    const cache = new WorkerCodeCache({
      code: (workerId) => {
        reads.push(workerId);
        return Promise.resolve('x'.repeat(12 * 1024 * 1024));
      },
    });
    for (const workerId of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.code(workerId, 1);
    expect(reads).toEqual(['a', 'b', 'c', 'b']);
  });
});
