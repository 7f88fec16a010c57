import type { HostFrame } from '@aispinner/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeFrame, FrameDecoder, parseGuestFrame, ProtocolError } from './frame-codec.ts';

const bytesOf = (body: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};

/** Cuts a stream where `cuts` say, as a pipe might. */
const chunksOf = (stream: Buffer, cuts: readonly number[]): Buffer[] => {
  const ends = [...cuts.map((cut) => cut % (stream.length + 1)), stream.length].sort(
    (a, b) => a - b,
  );
  return ends.map((end, i) => stream.subarray(ends[i - 1] ?? 0, end));
};

const decode = (chunks: readonly Uint8Array[], maxBytes?: number): Buffer[] => {
  const decoder = new FrameDecoder(maxBytes);
  return chunks.flatMap((chunk) => [...decoder.push(chunk)].map((body) => Buffer.from(body)));
};

const body = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));

describe('FrameDecoder', () => {
  it('gives back the frames of any stream, however it is cut into chunks', () => {
    fc.assert(
      fc.property(fc.array(body), fc.array(fc.nat()), (bodies, cuts) => {
        const stream = Buffer.concat(bodies.map(bytesOf));
        expect(decode(chunksOf(stream, cuts))).toEqual(bodies);
      }),
    );
  });

  it('finds a frame that does not begin where its memory begins', () => {
    const memory = Buffer.concat([Buffer.from('junk'), bytesOf(Buffer.from('abc'))]);
    expect(decode([memory.subarray(4)])).toEqual([Buffer.from('abc')]);
  });

  it('never fails on random bytes but with a ProtocolError, and never gives out more than it got', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 })), (chunks) => {
        const decoder = new FrameDecoder(1000);
        let given = 0;
        try {
          for (const chunk of chunks) {
            for (const frame of decoder.push(chunk)) given += frame.length;
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
        expect(given).toBeLessThanOrEqual(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
      }),
    );
  });

  it('refuses a length over the limit as soon as it is claimed', () => {
    const claim = Buffer.from([0, 0, 3, 233]);
    expect(() => decode([claim], 1000)).toThrow(ProtocolError);
    expect(decode([Buffer.from([0, 0, 3, 232])], 1000)).toEqual([]);
  });

  it('refuses an empty frame', () => {
    expect(() => decode([Buffer.alloc(4)])).toThrow(ProtocolError);
  });

  it('waits for the rest of a half frame', () => {
    const decoder = new FrameDecoder();
    expect([...decoder.push(bytesOf(Buffer.from('abc')).subarray(0, 5))]).toEqual([]);
    expect([...decoder.push(Buffer.from('bc'))].map(String)).toEqual(['abc']);
  });

  it('takes a large frame in small drips without going over it again and again', () => {
    const large = Buffer.alloc(4 * 1024 * 1024, 1);
    const stream = bytesOf(large);
    const decoder = new FrameDecoder();
    const startedAt = performance.now();
    let frames = 0;
    for (let at = 0; at < stream.length; at += 512) {
      for (const frame of decoder.push(stream.subarray(at, at + 512))) {
        expect(frame.length).toBe(large.length);
        frames += 1;
      }
    }
    expect(frames).toBe(1);
    // Joined anew for each of the 8,192 drips it would move 16 GB.
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});

describe('parseGuestFrame', () => {
  const parse = (value: unknown) => parseGuestFrame(Buffer.from(JSON.stringify(value)));

  it('takes the frames of the protocol', () => {
    const log = { t: 'log', activation: 'a', level: 'info', message: '\u2028 \u0000 "}' };
    expect(parse(log)).toEqual(log);
    const call = { t: 'call', id: 1, activation: 'a', method: 'state.get', args: { key: 'k' } };
    expect(parse(call)).toEqual(call);
    expect(parse({ t: 'done', id: 1, result: { ok: true } })).toMatchObject({ t: 'done' });
  });

  it.each([
    ['an unknown kind', { t: 'reply', id: 1, ok: true, result: null }],
    ['an unknown key', { t: 'log', activation: 'a', level: 'info', message: '', workspaceId: 'x' }],
    ['an unknown level', { t: 'log', activation: 'a', level: 'fatal', message: '' }],
    ['a message that is no text', { t: 'log', activation: 'a', level: 'info', message: {} }],
    ['a fractional id', { t: 'done', id: 1.5, result: {} }],
    ['a negative id', { t: 'done', id: -1, result: {} }],
    ['arguments that are a list', { t: 'call', id: 1, activation: 'a', method: 'm', args: [] }],
    ['a long method', { t: 'call', id: 1, activation: 'a', method: 'm'.repeat(65), args: {} }],
    ['null', null],
    ['a number', 7],
    ['a list', []],
  ])('refuses %s', (_, value) => {
    expect(() => parse(value)).toThrow(ProtocolError);
  });

  it('refuses what is not JSON, not UTF-8, or nested beyond reason', () => {
    for (const text of ['', '{', '{"t":"log"', 'x'.repeat(100), '['.repeat(1_000_000)]) {
      expect(() => parseGuestFrame(Buffer.from(text))).toThrow(ProtocolError);
    }
    expect(() => parseGuestFrame(Buffer.from([0x22, 0xff, 0x22]))).toThrow(ProtocolError);
  });

  it('fails on random JSON with a ProtocolError and nothing else', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(() => parseGuestFrame(Buffer.from(text))).toThrow(ProtocolError);
      }),
    );
  });
});

describe('encodeFrame', () => {
  it('writes the length in bytes, not in characters', () => {
    const frame: HostFrame = { t: 'check', id: 1, code: 'π = "💡"' };
    const bytes = encodeFrame(frame);
    expect(bytes.readUInt32BE()).toBe(bytes.length - 4);
    expect(JSON.parse(bytes.toString('utf8', 4))).toEqual(frame);
  });

  it('answers with an error in place of a reply that is too large', () => {
    const result = 'x'.repeat(9 * 1024 * 1024);
    const bytes = encodeFrame({ t: 'reply', id: 3, ok: true, result });
    expect(JSON.parse(bytes.toString('utf8', 4))).toMatchObject({
      id: 3,
      ok: false,
      error: { type: 'ValueError' },
    });
  });
});
