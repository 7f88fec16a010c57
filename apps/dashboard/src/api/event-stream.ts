import { openAsUser } from './client.ts';
import { readAnswer } from './http.ts';
import { ApiProblem, isPassing } from './problem.ts';
import { SseParser, type SseEvent } from './sse-parser.ts';

export type StreamState = 'connecting' | 'open' | 'waiting' | 'refused';

export interface StreamHandlers {
  readonly onEvent: (event: SseEvent) => void;
  readonly onState: (state: StreamState) => void;
}

const PAUSES_MS = [500, 1000, 2000, 5000, 10_000] as const;
/** The server says something at least every 15 s; a stream quieter than this is dead. */
const SILENCE_MS = 45_000;

/**
 * Follows a stream of events until `signal` aborts: reconnects with growing pauses and resumes after
 * the last event that was seen. Resolves when it ended for good.
 */
export async function followEvents(
  path: string,
  handlers: StreamHandlers,
  signal: AbortSignal,
): Promise<void> {
  let lastId = '';
  let failures = 0;
  while (!signal.aborted) {
    handlers.onState('connecting');
    try {
      lastId = await readStream(path, lastId, signal, {
        onEvent: handlers.onEvent,
        onState(state) {
          failures = 0;
          handlers.onState(state);
        },
      });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiProblem && !isPassing(error) && error.status !== 500) {
        handlers.onState('refused');
        return;
      }
      if (error instanceof Interrupted) lastId = error.lastId;
    }
    if (signal.aborted) return;
    handlers.onState('waiting');
    await pause(PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)] ?? 1000, signal);
  }
}

class Interrupted extends Error {
  readonly lastId: string;
  constructor(lastId: string, cause: unknown) {
    super('interrupted', { cause });
    this.lastId = lastId;
  }
}

async function readStream(
  path: string,
  resumeAfter: string,
  signal: AbortSignal,
  handlers: StreamHandlers,
): Promise<string> {
  const silence = new AbortController();
  const either = AbortSignal.any([signal, silence.signal]);
  const headers: Record<string, string> = { accept: 'text/event-stream' };
  if (resumeAfter !== '') headers['last-event-id'] = resumeAfter;
  const response = await openAsUser('GET', path, { headers, signal: either });
  if (!response.ok || response.body === null) throw (await readAnswer(response)).problem();
  handlers.onState('open');
  const parser = new SseParser();
  let lastId = resumeAfter;
  let timer = window.setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => silence.abort(), SILENCE_MS);
      for (const event of parser.push(chunk)) {
        if (event.id !== '') lastId = event.id;
        handlers.onEvent(event);
      }
    }
    return lastId;
  } catch (error) {
    throw new Interrupted(lastId, error);
  } finally {
    window.clearTimeout(timer);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      window.clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = window.setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
