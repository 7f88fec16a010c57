import { describe, expect, it } from '@jest/globals';
import { InfraError } from '@aispinner/platform';
import type { StateScope } from '@aispinner/state';
import { ScratchStateStore } from './scratch-state-store.ts';
import { StateCapability } from './state-capability.ts';

const scope: StateScope = { tenantId: 't', workspaceId: 'w', workerId: 'k', fence: 7 };

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
    await state.call('set', { key: 'k', valueJson });
    expect(await state.call('get', { key: 'k' })).toEqual({ found: true, valueJson });
  });

  it('tells an absent key from a stored null', async () => {
    const { state } = stateWith([['nothing', 'null']]);
    expect(await state.call('get', { key: 'nothing' })).toEqual({
      found: true,
      valueJson: 'null',
    });
    expect(await state.call('get', { key: 'absent' })).toEqual({
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
    expect(await state.call('keys', {})).toEqual(entries.map(([k]) => k));
    expect(await state.call('get_all', {})).toEqual({ entries });
  });

  it('says whether there was something to delete', async () => {
    const { state } = stateWith([['k', '1']]);
    expect(await state.call('delete', { key: 'k' })).toEqual({ deleted: true });
    expect(await state.call('delete', { key: 'k' })).toEqual({ deleted: false });
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
    await expect(state.call('set', args)).rejects.toMatchObject({
      type: 'ValueError',
      message: expect.stringContaining(rule) as unknown,
    });
    expect(store.snapshot()).toEqual([['k', '"old"']]);
  });

  it('counts brackets inside strings as text', async () => {
    const { state } = stateWith();
    const valueJson = JSON.stringify('[{"\\'.repeat(200));
    await state.call('set', { key: 'k', valueJson });
    expect(await state.call('get', { key: 'k' })).toEqual({ found: true, valueJson });
  });

  it('refuses a key beyond the limit but not a new value of a key that is there', async () => {
    const { state } = stateWith([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ]);
    await state.call('set', { key: 'a', valueJson: '9' });
    await expect(state.call('set', { key: 'd', valueJson: '4' })).rejects.toMatchObject({
      type: 'ValueError',
      message: expect.stringContaining('at most 3 keys') as unknown,
    });
  });

  it.each([[null], [{}], [{ key: 5 }], ['k']])(
    'answers %j, which is no call, with TypeError',
    async (args) => {
      const { state } = stateWith();
      await expect(Promise.resolve().then(() => state.call('get', args))).rejects.toMatchObject({
        type: 'TypeError',
      });
    },
  );

  it('tells the worker of a store that does not answer', async () => {
    class Away extends ScratchStateStore {
      override get(): ReturnType<ScratchStateStore['get']> {
        return Promise.reject(new InfraError('connection refused', { retriable: true }));
      }
    }
    const state = new StateCapability(new Away([]), scope, { maxKeys: 3 });
    await expect(state.call('get', { key: 'k' })).rejects.toMatchObject({
      name: 'CapabilityError',
      type: 'RuntimeError',
    });
  });
});
