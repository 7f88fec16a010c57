import { describe, expect, it } from '@jest/globals';
import { guestFrame, runResult } from '@aispinner/contracts';
import fc from 'fast-check';
import { hotFrame, runAnswer } from './hot-frames.ts';

const HOT = [
  { t: 'done', id: 3, result: { ok: true } },
  { t: 'log', activation: 'a:1', level: 'info', message: '' },
  { t: 'call', id: 0, activation: 'a:1', method: 'state.get', args: { key: 'k' } },
];

/** As it comes off the pipe. */
const json = (text: string): unknown => JSON.parse(text);

/** Values that fit one of the fields, and values that nearly do. */
const field = fc.oneof(
  fc.constantFrom<unknown>(0, 3, -1, -0, 1.5, 2 ** 53, 'a:1', '', 'info', 'fatal', 'state.get'),
  fc.constantFrom<unknown>(null, true, {}, [], { ok: true }, { key: 'k' }),
  fc.constantFrom<unknown>('x'.repeat(64), 'x'.repeat(65), 'x'.repeat(200), 'x'.repeat(201)),
  fc.constant(json('{"__proto__":{"key":1}}')),
  fc.jsonValue(),
);
const keys = ['id', 'result', 'activation', 'level', 'message', 'method', 'args', 'extra', 'ok'];
const mutated = fc
  .tuple(
    fc.constantFrom(...HOT),
    fc.dictionary(fc.constantFrom(...keys), field),
    fc.constantFrom(...keys, ''),
  )
  .map(([frame, changes, dropped]) => {
    const text = JSON.stringify({ ...frame, ...changes });
    const value = JSON.parse(text) as Record<string, unknown>;
    delete value[dropped];
    return value;
  });

describe('hot frames', () => {
  it('are recognized', () => {
    for (const frame of HOT) expect(hotFrame(frame)).toEqual(frame);
    expect(runAnswer.safeParse({ ok: true })).toEqual({ success: true, data: { ok: true } });
  });

  it('are never others than those that the schema lets through', () => {
    let recognized = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: mutated }, fc.jsonValue()), (value) => {
        const hot = hotFrame(value);
        if (hot === null) return;
        recognized += 1;
        expect(guestFrame.safeParse(value)).toEqual({ success: true, data: hot });
      }),
      { numRuns: 3000 },
    );
    expect(recognized).toBeGreaterThan(100);
  });

  it('hold no key of another object', () => {
    for (const text of [
      '{"t":"done","id":1,"__proto__":{"result":1}}',
      '{"t":"done","id":1,"result":1,"__proto__":1}',
      '{"t":"call","id":1,"activation":"a","method":"m","args":{"__proto__":{"key":1}}}',
      '{"__proto__":{"t":"done","id":1,"result":1}}',
    ]) {
      expect([text, hotFrame(json(text))]).toEqual([text, null]);
    }
  });

  it('end in the same result of a run as by its schema', () => {
    const error = fc.record({ type: field, message: field, traceback: field });
    const answer = fc.record(
      { ok: fc.oneof(fc.boolean(), field), error, problems: fc.constant([]), extra: field },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(answer, field), (value) => {
        const { success, data } = runResult.safeParse(value);
        expect(runAnswer.safeParse(value)).toMatchObject(success ? { success, data } : { success });
      }),
      { numRuns: 2000 },
    );
  });
});
