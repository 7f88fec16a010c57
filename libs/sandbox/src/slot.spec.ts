import { describe, expect, it } from '@jest/globals';
import type { Sandbox } from './sandbox.ts';
import { chooseSlot, newSpare, type Slot, type SlotNeed } from './slot.ts';

const slot = (fields: Partial<Slot> & { holds?: Record<string, string> } = {}): Slot => {
  const { holds = {}, ...rest } = fields;
  const made = Object.assign(
    newSpare({ cpuMs: () => null, memoryMb: () => null } as Partial<Sandbox> as Sandbox, 256, 0),
    {
      state: 'idle',
      workspaceId: 'ws',
      ...rest,
    },
  );
  for (const [workerId, activationId] of Object.entries(holds)) {
    made.loaded.set(workerId, { activationId, hasOnError: false });
  }
  return made;
};
const need = (fields: Partial<SlotNeed> = {}): SlotNeed => ({
  workspaceId: 'ws',
  workerId: 'w',
  activationId: 'w@1',
  isDedicated: false,
  memoryMb: 256,
  maxSandboxesPerWorkspace: 2,
  ...fields,
});

describe('chooseSlot', () => {
  it('prefers the sandbox that holds the activation, then the most recently used', () => {
    const home = slot({ holds: { w: 'w@1' }, lastUsedAt: 1 });
    const other = slot({ lastUsedAt: 9 });
    expect(chooseSlot(need(), [other, home])).toEqual({ kind: 'take', slot: home });
    expect(chooseSlot(need({ activationId: 'w@2' }), [other, home])).toEqual({
      kind: 'take',
      slot: other,
    });
  });

  it('never takes a sandbox of another workspace, a busy one, or one of another memory size', () => {
    const foreign = slot({ workspaceId: 'other' });
    expect(chooseSlot(need(), [foreign])).toEqual({ kind: 'spare', retire: null });
    expect(chooseSlot(need(), [slot({ state: 'busy' })])).toEqual({ kind: 'spare', retire: null });
    expect(chooseSlot(need(), [slot({ memoryMb: 512 })])).toEqual({ kind: 'spare', retire: null });
  });

  it('waits for a busy sandbox that holds the activation, as long as the need has patience', () => {
    const home = slot({ state: 'busy', holds: { w: 'w@1' } });
    const other = slot();
    expect(chooseSlot(need({ waitsForHome: true }), [other, home])).toEqual({ kind: 'wait' });
    expect(chooseSlot(need({ waitsForHome: false }), [other, home])).toEqual({
      kind: 'take',
      slot: other,
    });
    const older = need({ waitsForHome: true, activationId: 'w@2' });
    expect(chooseSlot(older, [other, home])).toEqual({ kind: 'take', slot: other });
  });

  it('waits when the workspace is at its limit', () => {
    const busy = [slot({ state: 'busy' }), slot({ state: 'busy' })];
    expect(chooseSlot(need(), busy)).toEqual({ kind: 'wait' });
    expect(chooseSlot(need({ maxSandboxesPerWorkspace: 3 }), busy).kind).toBe('spare');
  });

  it('keeps a dedicated sandbox for its worker, and gives a dedicated worker no shared one', () => {
    const shared = slot();
    const dedicated = slot({ dedicatedTo: 'w' });
    expect(chooseSlot(need({ isDedicated: true }), [shared, dedicated])).toEqual({
      kind: 'take',
      slot: dedicated,
    });
    expect(chooseSlot(need({ workerId: 'x' }), [dedicated]).kind).toBe('spare');
    expect(chooseSlot(need({ isDedicated: true }), [shared]).kind).toBe('spare');
  });

  it('makes room at the limit by retiring the idle sandbox of no use that was used longest ago', () => {
    const old = slot({ dedicatedTo: 'x', lastUsedAt: 1 });
    const young = slot({ dedicatedTo: 'y', lastUsedAt: 2 });
    expect(chooseSlot(need(), [young, old])).toEqual({ kind: 'spare', retire: old });
  });
});
