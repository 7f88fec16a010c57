import { z } from 'zod';
import { logLevel } from './bus.ts';
import { codeProblem } from './runner-request.ts';

/**
 * The closed protocol between a runner and a sandbox process: frames of a 4-byte big-endian length and
 * a JSON object, over the process's stdin and stdout.
 *
 *   host -> guest   check | load | run | unload | rest   one at a time, each ended by its `done`
 *   guest -> host   ready (once) | log | call     `call` blocks the guest until its `reply`
 *
 * What comes from the guest is a tenant's for all we know: it is parsed strictly, and an unknown key,
 * a foreign id or a frame out of turn ends the process. No frame says who the tenant is; the pipe does.
 */
export const MAX_FRAME_BYTES = 8 * 1024 * 1024;

/** Bounds on text are in UTF-16 units, at most two for each character that Python counts. */
const boundedText = (characters: number) => z.string().max(2 * characters);

const id = z.int().nonnegative();
const activation = z.string().min(1).max(200);

const guestError = z.strictObject({
  type: boundedText(200),
  message: boundedText(4000),
  traceback: boundedText(16_000),
});
export type GuestError = z.infer<typeof guestError>;

/** What the guest may call besides the capabilities is answered by the host of the sandbox itself. */
export const guestCall = z.strictObject({
  t: z.literal('call'),
  id,
  activation,
  method: z.string().min(1).max(64),
  args: z.record(z.string(), z.unknown()),
});
export type GuestCall = z.infer<typeof guestCall>;

export const guestLog = z.strictObject({
  t: z.literal('log'),
  activation,
  level: logLevel,
  message: z.string(),
});
export type GuestLog = z.infer<typeof guestLog>;

export const guestFrame = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('ready'),
    python: z.string().max(50),
    /** The modules that a worker may import, sorted. */
    allowed: z.array(z.string().max(100)).max(200),
  }),
  guestLog,
  guestCall,
  z.strictObject({ t: z.literal('done'), id, result: z.unknown() }),
]);
export type GuestFrame = z.infer<typeof guestFrame>;

const problems = z
  .array(z.strictObject({ ...codeProblem.shape, message: boundedText(4000) }))
  .max(1000);

/** The results of `done`, each for the request that it answers. */
export const checkResult = z.strictObject({ problems });
export type CheckResult = z.infer<typeof checkResult>;

export const loadResult = z.union([
  z.strictObject({
    ok: z.literal(true),
    has: z.strictObject({ setup: z.boolean(), onError: z.boolean() }),
  }),
  z.strictObject({ ok: z.literal(false), problems }),
  z.strictObject({ ok: z.literal(false), error: guestError }),
]);
export type LoadResult = z.infer<typeof loadResult>;

export const runResult = z.union([
  z.strictObject({ ok: z.literal(true) }),
  z.strictObject({ ok: z.literal(false), error: guestError }),
]);
export type RunResult = z.infer<typeof runResult>;

/** Of `unload` and `rest`. */
export const emptyResult = z.strictObject({});

/** Requests as they are written; the host is trusted, so they are types only. */
export type HostRequest =
  | { readonly t: 'check'; readonly id: number; readonly code: string }
  | {
      readonly t: 'load';
      readonly id: number;
      readonly activation: string;
      readonly code: string;
      readonly worker: {
        readonly id: string;
        readonly name: string;
        readonly version: number;
        readonly intervalSeconds: number;
      };
    }
  | {
      readonly t: 'run';
      readonly id: number;
      readonly activation: string;
      readonly fn: 'setup' | 'tick' | 'on_error';
      readonly tick: {
        readonly number: number;
        /** ISO 8601. */
        readonly dueAt: string;
        readonly startedAt: string;
        readonly latenessMs: number;
      } | null;
      readonly error: GuestError | null;
    }
  | { readonly t: 'unload'; readonly id: number; readonly activation: string }
  /** Nothing will be asked for a while: the process may give memory back. */
  | { readonly t: 'rest'; readonly id: number };

export type HostReply =
  | { readonly t: 'reply'; readonly id: number; readonly ok: true; readonly result: unknown }
  | {
      readonly t: 'reply';
      readonly id: number;
      readonly ok: false;
      readonly error: { readonly type: string; readonly message: string };
    };

export type HostFrame = HostRequest | HostReply;
