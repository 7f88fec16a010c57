import { describe, expect, it } from '@jest/globals';
import { InfraError } from '@aispinner/platform';
import type { StateScope } from '@aispinner/state';
import { ScratchStateStore } from './scratch-state-store.ts';
import { StateCapability } from './state-capability.ts';

const scope: StateScope = { tenantId: 't', workspaceId: 'w', workerId: 'k', fence: 7 };
const running = new AbortController().signal;

function stateWith(
  entries: [string, string][] = [],
  maxKeys = 3,
): { state: StateCapability; store: ScratchStateStore } {
  const store = new ScratchStateStore(entries);
  return { store, state: new StateCapability(store, scope, { maxKeys }) };
}

describe('ctx.state', () => {
  it('gives back the very text that was set, digits and order kept', async () => {
    const { state } = stateWith();
    const valueJson = '{"b": 123456789012345678901234567890, "a": [1.0, "\\u0000"]}';
    await state.call('set', { key: 'k', valueJson }, running);
    expect(await state.call('get', { key: 'k' }, running)).toEqual({ found: true, valueJson });
  });

  it('tells an absent key from a stored null', async () => {
    const { state } = stateWith([['nothing', 'null']]);
    expect(await state.call('get', { key: 'nothing' }, running)).toEqual({
      found: true,
      valueJson: 'null',
    });
    expect(await state.call('get', { key: 'absent' }, running)).toEqual({
      found: false,
      valueJson: null,
    });
  });

  it('lists keys and entries in order, over more than one page', async () => {
    const entries = Array.from({ length: 1201 }, (_, i): [string, string] => [
      `k${String(i).padStart(5, '0')}`,
      String(i),
    ]);
    const { state } = stateWith([...entries].reverse(), 5000);
    expect(await state.call('keys', {}, running)).toEqual(entries.map(([k]) => k));
    expect(await state.call('get_all', {}, running)).toEqual({ entries });
  });

  it('says whether there was something to delete', async () => {
    const { state } = stateWith([['k', '1']]);
    expect(await state.call('delete', { key: 'k' }, running)).toEqual({ deleted: true });
    expect(await state.call('delete', { key: 'k' }, running)).toEqual({ deleted: false });
  });

  it.each([
    ['an empty key', { key: '', valueJson: '1' }, 'must not be empty'],
    ['a long key', { key: 'k'.repeat(257), valueJson: '1' }, 'at most 256 characters'],
    ['NUL in a key', { key: 'a\0b', valueJson: '1' }, 'NUL'],
    ['a lone surrogate in a key', { key: '\ud800', valueJson: '1' }, 'lone surrogate'],
    ['text that is not JSON', { key: 'k', valueJson: '{"a":NaN}' }, 'not JSON'],
    ['depth', { key: 'k', valueJson: '['.repeat(101) + ']'.repeat(101) }, 'nested too deeply'],
    ['a large value', { key: 'k', valueJson: `"${'x'.repeat(512 * 1024)}"` }, '524,288'],
  ])('refuses %s and keeps what stood', async (_, args, rule) => {
    const { state, store } = stateWith([['k', '"old"']]);
    await expect(state.call('set', args, running)).rejects.toMatchObject({
      type: 'ValueError',
      message: expect.stringContaining(rule) as unknown,
    });
    expect(store.snapshot()).toEqual([['k', '"old"']]);
  });

  it('counts brackets inside strings as text', async () => {
    const { state } = stateWith();
    const valueJson = JSON.stringify('[{"\\'.repeat(200));
    await state.call('set', { key: 'k', valueJson }, running);
    expect(await state.call('get', { key: 'k' }, running)).toEqual({ found: true, valueJson });
  });

  it('refuses a key beyond the limit but not a new value of a key that is there', async () => {
    const { state } = stateWith([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ]);
    await state.call('set', { key: 'a', valueJson: '9' }, running);
    await expect(state.call('set', { key: 'd', valueJson: '4' }, running)).rejects.toMatchObject({
      type: 'ValueError',
      message: expect.stringContaining('at most 3 keys') as unknown,
    });
  });

  it.each([[null], [{}], [{ key: 5 }], ['k']])(
    'answers %j, which is no call, with TypeError',
    async (args) => {
      const { state } = stateWith();
      await expect(
        Promise.resolve().then(() => state.call('get', args, running)),
      ).rejects.toMatchObject({ type: 'TypeError' });
    },
  );

  it('waits through an outage of the store', async () => {
    let failures = 3;
    class Restarting extends ScratchStateStore {
      override get(s: StateScope, key: string): ReturnType<ScratchStateStore['get']> {
        if (failures-- > 0) throw new InfraError('connection refused', { retriable: true });
        return super.get(s, key);
      }
    }
    const state = new StateCapability(new Restarting([['k', '1']]), scope, { maxKeys: 3 });
    expect(await state.call('get', { key: 'k' }, running)).toEqual({ found: true, valueJson: '1' });
    expect(failures).toBe(-1);
  });
});
