import type { OutcomeMessage } from '@aispinner/contracts';
import type { Lease } from '@aispinner/state';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { TickSettler } from './settle-ticks.ts';

function outcome(n: number): OutcomeMessage {
  return {
    ...{ tickId: `wrk_${n}.1000`, tenantId: 'ten_1', workspaceId: 'wsp_1', workerId: `wrk_${n}` },
    ...{ version: 1, number: 1, dueAt: 1000, queuedAt: 1001, outcome: 'ok', reason: null },
    ...{ error: null, startedAt: 1002, endedAt: 1003, latenessMs: 2, cause: null, parts: null },
    ...{ durationMs: 1, cpuMs: 1, count: 1 },
  };
}

function lease(n: number): Lease {
  return { workerId: `wrk_${n}`, tickId: `wrk_${n}.1000`, holder: 'run_1', fence: n };
}

describe('what follows the ends of ticks', () => {
  let done: string[];
  let busy: boolean;
  let away: boolean;
  let settler: TickSettler;

  beforeEach(() => {
    jest.useFakeTimers();
    done = [];
    busy = false;
    away = false;
    settler = new TickSettler({
      outcomes: {
        publish: (batch) => {
          if (away) return Promise.reject(new Error('bus is away'));
          done.push(`publish ${batch.map(({ workerId }) => workerId).join(' ')}`);
          return Promise.resolve();
        },
      },
      keeper: {
        finish: (leases) => {
          done.push(`finish ${leases.map(({ workerId }) => workerId).join(' ')}`);
          return Promise.resolve();
        },
      },
      onOutcome: ({ workerId }) => void done.push(`count ${workerId}`),
      isBusy: () => busy,
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('goes together where they end within a moment: outcomes first, then leases', async () => {
    const settled = settler.settle(outcome(1), lease(1));
    await jest.advanceTimersByTimeAsync(10);
    const others = [settler.settle(outcome(2), null), settler.settle(outcome(3), lease(3))];
    await jest.advanceTimersByTimeAsync(10);
    await Promise.all([settled, ...others]);
    expect(done).toEqual([
      'publish wrk_1 wrk_2 wrk_3',
      'count wrk_1',
      'count wrk_2',
      'count wrk_3',
      'finish wrk_1 wrk_3',
    ]);
  });

  it('keeps out of the way of ticks that wait to begin, for a tenth of a second', async () => {
    busy = true;
    const first = settler.settle(outcome(1), lease(1));
    await jest.advanceTimersByTimeAsync(60);
    expect(done).toEqual([]);
    busy = false;
    await jest.advanceTimersByTimeAsync(20);
    await first;
    busy = true;
    const second = settler.settle(outcome(2), lease(2));
    await jest.advanceTimersByTimeAsync(100);
    await second;
    expect(done).toContain('finish wrk_2');
  });

  it('leaves the leases as they are where the outcomes could not be published', async () => {
    away = true;
    const all = Promise.allSettled([
      settler.settle(outcome(1), lease(1)),
      settler.settle(outcome(2), lease(2)),
    ]);
    await jest.advanceTimersByTimeAsync(20);
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(done).toEqual([]);
  });
});
