import { guestFrame, MAX_FRAME_BYTES, type GuestFrame, type HostFrame } from '@aispinner/contracts';
import { hotFrame } from './hot-frames.ts';

const LENGTH_BYTES = 4;

/** The other end does not keep to the protocol: its process is not to be used again. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** One frame as it goes onto the pipe. A reply that is too large becomes one that says so. */
export function encodeFrame(frame: HostFrame): Buffer {
  const bytes = encode(frame);
  if (bytes.length <= MAX_FRAME_BYTES || frame.t !== 'reply') return bytes;
  const message = `The answer is larger than ${MAX_FRAME_BYTES / 1024 / 1024} MB.`;
  return encode({ t: 'reply', id: frame.id, ok: false, error: { type: 'ValueError', message } });
}

function encode(frame: HostFrame): Buffer {
  const text = JSON.stringify(frame);
  const bytes = Buffer.allocUnsafe(LENGTH_BYTES + Buffer.byteLength(text));
  bytes.writeUInt32BE(bytes.length - LENGTH_BYTES);
  bytes.write(text, LENGTH_BYTES);
  return bytes;
}

/** Throws `ProtocolError` for anything but a frame that a guest may send. */
export function parseGuestFrame(body: Uint8Array): GuestFrame {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch (cause) {
    throw new ProtocolError('a frame is not JSON', { cause });
  }
  const hot = hotFrame(value);
  if (hot !== null) return hot;
  const parsed = guestFrame.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ProtocolError('a frame is not in the protocol', { cause: parsed.error });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Cuts a stream of bytes into the bodies of frames. Holds no more than one frame: what a hostile end
 * claims about a length is refused before it is waited for.
 */
export class FrameDecoder {
  private readonly maxBytes: number;
  private parts: Uint8Array[] = [];
  private held = 0;
  /** Length of the frame that is being received; null while its four bytes are awaited. */
  private expected: number | null = null;

  constructor(maxBytes: number = MAX_FRAME_BYTES) {
    this.maxBytes = maxBytes;
  }

  /** Whether the stream, if it ended here, would end between two frames. */
  get isBetweenFrames(): boolean {
    return this.held === 0 && this.expected === null;
  }

  /** The bodies that `chunk` completes, in order. Throws `ProtocolError`; it is of no use afterwards. */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    this.parts.push(chunk);
    this.held += chunk.length;
    for (;;) {
      if (this.expected === null) {
        if (this.held < LENGTH_BYTES) return;
        const length = this.take(LENGTH_BYTES);
        this.expected = new DataView(length.buffer, length.byteOffset).getUint32(0);
        if (this.expected === 0) throw new ProtocolError('a frame is empty');
        if (this.expected > this.maxBytes) {
          throw new ProtocolError(`a frame of ${this.expected} bytes is over ${this.maxBytes}`);
        }
      }
      if (this.held < this.expected) return;
      const body = this.take(this.expected);
      this.expected = null;
      yield body;
    }
  }

  /** The first `count` of the bytes held. */
  private take(count: number): Uint8Array {
    const first = this.parts[0];
    if (first === undefined || first.length < count) {
      // Joined once for a frame, never once for a chunk: a slow drip of bytes costs nothing more.
      this.parts = [Buffer.concat(this.parts, this.held)];
      return this.take(count);
    }
    this.held -= count;
    if (first.length === count) this.parts.shift();
    else this.parts[0] = first.subarray(count);
    return first.subarray(0, count);
  }
}
