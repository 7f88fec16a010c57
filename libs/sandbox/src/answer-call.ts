import type { GuestCall, HostReply } from '@aispinner/contracts';
import { setTimeout as wait } from 'node:timers/promises';
import { CapabilityError } from './execution.ts';
import type { RunHost } from './sandbox.ts';

/** As long as the longest tick interval; a longer sleep is cut by the deadline anyway. */
const MAX_SLEEP_SECONDS = 3600;

/** Does what a guest asks for, or says why not. Never rejects; after `signal`, its answer is of no use. */
export async function answerCall(
  call: GuestCall,
  host: RunHost,
  signal: AbortSignal,
): Promise<HostReply> {
  try {
    return {
      t: 'reply',
      id: call.id,
      ok: true,
      result: (await perform(call, host, signal)) ?? null,
    };
  } catch (error) {
    return { t: 'reply', id: call.id, ok: false, error: refusal(error, call.method) };
  }
}

async function perform(call: GuestCall, host: RunHost, signal: AbortSignal): Promise<unknown> {
  switch (call.method) {
    case 'sleep': {
      const { seconds } = call.args;
      if (typeof seconds !== 'number' || !(seconds >= 0)) {
        throw new CapabilityError('ValueError', 'sleep length must be non-negative');
      }
      await wait(Math.min(seconds, MAX_SLEEP_SECONDS) * 1000, undefined, { signal });
      return null;
    }
    case 'log.flush':
      host.onFlush();
      return null;
    default:
      return host.capabilities.call(call.method, call.args, signal);
  }
}

/** What the worker may know. A fault of the platform is told without its inside. */
function refusal(error: unknown, method: string): { type: string; message: string } {
  if (error instanceof CapabilityError) return { type: error.type, message: error.message };
  return {
    type: 'RuntimeError',
    message: `ctx.${method.slice(0, 64)} failed: the platform could not do it. Try again later.`,
  };
}
