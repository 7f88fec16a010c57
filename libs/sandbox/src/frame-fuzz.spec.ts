import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FrameDecoder, parseGuestFrame, ProtocolError } from './frame-codec.ts';

const LIMIT = 4096;

/** What a decoder gives for a stream that arrives in these pieces: bodies, and whether it gave up. */
function decode(pieces: readonly Uint8Array[]): { bodies: string[]; refused: boolean } {
  const decoder = new FrameDecoder(LIMIT);
  const bodies: string[] = [];
  try {
    for (const piece of pieces) {
      for (const body of decoder.push(piece)) bodies.push(Buffer.from(body).toString('hex'));
    }
    return { bodies, refused: false };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { bodies, refused: true };
  }
}

/** Bytes cut wherever `cuts` say. */
function cut(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const edges = [0, ...cuts.map((at) => at % (bytes.length + 1)), bytes.length];
  edges.sort((a, b) => a - b);
  return edges.slice(1).map((edge, i) => bytes.slice(edges[i], edge));
}

const frame = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((body) => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
});
const stream = fc
  .array(fc.oneof({ weight: 4, arbitrary: frame }, fc.uint8Array({ maxLength: 40 })))
  .map((parts) => Buffer.concat(parts));

describe('a hostile stream', () => {
  it('is cut into the same frames however it arrives, or refused at the same place', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (bytes, cuts) => {
        expect(decode(cut(bytes, cuts))).toEqual(decode([bytes]));
      }),
      { numRuns: 500 },
    );
  });

  it('never yields an empty body or one over the limit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        for (const body of decode([bytes]).bodies) {
          expect(body.length / 2).toBeGreaterThan(0);
          expect(body.length / 2).toBeLessThanOrEqual(LIMIT);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is parsed to a frame of the protocol or a ProtocolError, never anything else', () => {
    const value = fc.oneof(
      fc.json().map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 200 }),
      fc
        .record(
          {
            t: fc.oneof(fc.constantFrom('ready', 'log', 'call', 'done', 'reply'), fc.string()),
            id: fc.oneof(fc.nat(), fc.double(), fc.string()),
            activation: fc.oneof(fc.string(), fc.constant(null)),
            method: fc.string(),
            args: fc.dictionary(fc.string(), fc.jsonValue()),
            level: fc.constantFrom('info', 'fatal'),
            message: fc.string(),
            result: fc.jsonValue(),
          },
          { requiredKeys: ['t'] },
        )
        .map((object) => Buffer.from(JSON.stringify(object))),
    );
    fc.assert(
      fc.property(value, (body) => {
        try {
          expect(['ready', 'log', 'call', 'done']).toContain(parseGuestFrame(body).t);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
