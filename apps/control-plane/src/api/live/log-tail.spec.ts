import { describe, expect, it } from '@jest/globals';
import type { StoredLogLine } from '@aispinner/persistence';
import { LogTail } from './log-tail.ts';

/** A table of lines that are seen from the moment they are committed. */
class Table {
  private readonly lines: StoredLogLine[] = [];
  reads = 0;

  commit(...ids: number[]): void {
    for (const id of ids) {
      const at = new Date(0);
      const level = 'info' as const;
      this.lines.push({ id: String(id), at, level, message: '', tickId: '', version: 1 });
    }
    this.lines.sort((a, b) => Number(a.id) - Number(b.id));
  }

  after(_tenant: string, _worker: string, page: { after: string; limit: number }) {
    this.reads += 1;
    const rows = this.lines.filter((line) => Number(line.id) > Number(page.after));
    return Promise.resolve(rows.slice(0, page.limit));
  }
}

function tailOf(table: Table) {
  let now = 0;
  const place = { tenantId: 't', workerId: 'w' };
  const filter = { levels: null, text: null };
  const tail = new LogTail(table, place, filter, { after: '0', now: () => now });
  return {
    next: async () => (await tail.next()).map((line) => Number(line.id)),
    advance: (ms: number) => {
      now += ms;
    },
  };
}

describe('following the lines of a worker', () => {
  it('brings each line once, in the order of ids', async () => {
    const table = new Table();
    const tail = tailOf(table);
    table.commit(1, 2);
    expect(await tail.next()).toEqual([1, 2]);
    expect(await tail.next()).toEqual([]);
    table.commit(3);
    tail.advance(10_000);
    expect(await tail.next()).toEqual([3]);
    tail.advance(10_000);
    expect(await tail.next()).toEqual([]);
  });

  it('brings a line that was committed after one with a higher id', async () => {
    const table = new Table();
    const tail = tailOf(table);
    table.commit(1, 5);
    expect(await tail.next()).toEqual([1, 5]);
    table.commit(3);
    tail.advance(1_000);
    expect(await tail.next()).toEqual([3]);
    table.commit(4, 6);
    tail.advance(1_000);
    expect(await tail.next()).toEqual([4, 6]);
    tail.advance(1_000);
    expect(await tail.next()).toEqual([]);
  });

  it('reads a flood once', async () => {
    const table = new Table();
    const tail = tailOf(table);
    table.commit(...Array.from({ length: 5_000 }, (_, i) => i + 1));
    let seen = 0;
    for (let batch = await tail.next(); batch.length > 0; batch = await tail.next()) {
      seen += batch.length;
      tail.advance(10);
    }
    expect(seen).toBe(5_000);
    expect(table.reads).toBeLessThan(30);
  });
});
