import { describe, expect, it } from '@jest/globals';
import { eventually } from '@aispinner/testing';
import { FakeSandbox, ok } from './fakes/fake-sandbox.ts';
import { restUnused } from './rest-unused.ts';
import { newSpare, type Slot } from './slot.ts';

const slotOf = (mb: number | null): { slot: Slot; sandbox: FakeSandbox } => {
  const sandbox = new FakeSandbox(0, () => ok);
  sandbox.hasMb = mb;
  return { slot: newSpare(sandbox, 256, 0), sandbox };
};

describe('restUnused', () => {
  it('lets a sandbox that nobody has used give memory back, once', async () => {
    const { slot, sandbox } = slotOf(60);
    restUnused([slot], 1000);
    expect(sandbox.asked).toEqual([]);
    restUnused([slot], 3000);
    await eventually(() => expect(slot).toMatchObject({ measuredMb: 30, restedMb: 30 }));
    restUnused([slot], 9000);
    expect(sandbox.asked).toEqual(['rest']);
  });

  it('does it again when it has grown', async () => {
    const { slot, sandbox } = slotOf(60);
    restUnused([slot], 3000);
    await eventually(() => expect(slot.restedMb).toBe(30));
    slot.measuredMb = 37;
    restUnused([slot], 9000);
    slot.measuredMb = 38;
    restUnused([slot], 9000);
    expect(sandbox.asked).toEqual(['rest', 'rest']);
  });

  it('leaves one alone that runs, and where memory is not told', () => {
    const { slot, sandbox } = slotOf(60);
    slot.state = 'busy';
    restUnused([slot], 9000);
    const untold = slotOf(null);
    restUnused([untold.slot], 9000);
    expect([sandbox.asked, untold.sandbox.asked]).toEqual([[], []]);
  });
});
