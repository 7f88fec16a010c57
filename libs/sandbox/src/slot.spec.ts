import { describe, expect, it } from '@jest/globals';
import type { Sandbox } from './sandbox.ts';
import { chooseSlot, newSpare, type Slot, type SlotNeed } from './slot.ts';

const slot = (fields: Partial<Slot> & { holds?: Record<string, string> } = {}): Slot => {
  const { holds = {}, ...rest } = fields;
  const made = Object.assign(
    newSpare({ cpuTime: () => null, memoryMb: () => null } as Partial<Sandbox> as Sandbox, 256, 0),
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
    expect(chooseSlot(need(), [other, home], 0)).toEqual({ kind: 'take', slot: home });
    expect(chooseSlot(need({ activationId: 'w@2' }), [other, home], 0)).toEqual({
      kind: 'take',
      slot: other,
    });
  });

  it('never takes a sandbox of another workspace, a busy one, or one of another memory size', () => {
    const foreign = slot({ workspaceId: 'other' });
    expect(chooseSlot(need(), [foreign], 0)).toEqual({ kind: 'spare', retire: null });
    expect(chooseSlot(need(), [slot({ state: 'busy' })], 0)).toEqual({
      kind: 'spare',
      retire: null,
    });
    expect(chooseSlot(need(), [slot({ memoryMb: 512 })], 0)).toEqual({
      kind: 'spare',
      retire: null,
    });
  });

  it('waits for a busy sandbox that holds the activation, until that has been busy for long', () => {
    const home = slot({ state: 'busy', busySince: 1000, holds: { w: 'w@1' } });
    const other = slot();
    const patient = need({ patienceMs: 100 });
    expect(chooseSlot(patient, [other, home], 1099)).toEqual({ kind: 'wait' });
    for (const [one, now] of [
      [patient, 1100],
      [need(), 1000],
      [need({ patienceMs: 100, activationId: 'w@2' }), 1000],
    ] as const) {
      expect(chooseSlot(one, [other, home], now)).toEqual({ kind: 'take', slot: other });
    }
  });

  it('has no other booted while a busy one that fits will be free in a moment', () => {
    const patient = need({ patienceMs: 100, maxSandboxesPerWorkspace: 4 });
    const long = slot({ state: 'busy', busySince: 0 });
    const short = slot({ state: 'busy', busySince: 1000 });
    const unfit = slot({ state: 'busy', busySince: 1000, dedicatedTo: 'x' });
    expect(chooseSlot(patient, [long, short], 1099)).toEqual({ kind: 'wait' });
    expect(chooseSlot(patient, [long, unfit], 1099)).toEqual({ kind: 'spare', retire: null });
    expect(chooseSlot(patient, [long, short], 1100)).toEqual({ kind: 'spare', retire: null });
    const idle = slot();
    expect(chooseSlot(patient, [short, idle], 1000)).toEqual({ kind: 'take', slot: idle });
  });

  it('does not lose patience with a tick that gets no CPU', () => {
    const sandbox = {
      cpuTime: () => ({ ranMs: 20, starvedMs: 700 }),
      memoryMb: () => null,
    } as Partial<Sandbox> as Sandbox;
    const cpu = { ranMs: 10, starvedMs: 300 };
    const starved = slot({ sandbox, cpu, state: 'busy', busySince: 1000 });
    const patient = need({ patienceMs: 100 });
    expect(chooseSlot(patient, [starved], 1499).kind).toBe('wait');
    expect(chooseSlot(patient, [starved], 1500).kind).toBe('spare');
  });

  it('waits when the workspace is at its limit', () => {
    const busy = [slot({ state: 'busy' }), slot({ state: 'busy' })];
    expect(chooseSlot(need(), busy, 0)).toEqual({ kind: 'wait' });
    expect(chooseSlot(need({ maxSandboxesPerWorkspace: 3 }), busy, 0).kind).toBe('spare');
  });

  it('keeps a dedicated sandbox for its worker, and gives a dedicated worker no shared one', () => {
    const shared = slot();
    const dedicated = slot({ dedicatedTo: 'w' });
    expect(chooseSlot(need({ isDedicated: true }), [shared, dedicated], 0)).toEqual({
      kind: 'take',
      slot: dedicated,
    });
    expect(chooseSlot(need({ workerId: 'x' }), [dedicated], 0).kind).toBe('spare');
    expect(chooseSlot(need({ isDedicated: true }), [shared], 0).kind).toBe('spare');
  });

  it('makes room at the limit by retiring the idle sandbox of no use that was used longest ago', () => {
    const old = slot({ dedicatedTo: 'x', lastUsedAt: 1 });
    const young = slot({ dedicatedTo: 'y', lastUsedAt: 2 });
    expect(chooseSlot(need(), [young, old], 0)).toEqual({ kind: 'spare', retire: old });
  });
});
