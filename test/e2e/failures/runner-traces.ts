import { parseTickId } from '@aispinner/domain';
import { z } from 'zod';
import type { RunnerTrace } from './history.ts';

/** The one wide event that a runner logs for each tick that it ran. */
const tickEvent = z.object({
  msg: z.literal('tick'),
  tickId: z.string(),
  latenessMs: z.number(),
  durationMs: z.number(),
});

/**
 * What runners logged that they ran, by worker id. `logs`: the name of a runner (or of its log) and its
 * text; lines that are no such event, or were cut off when the runner died, are passed over.
 */
export function runnerTraces(
  logs: readonly { readonly runner: string; readonly text: string }[],
): ReadonlyMap<string, readonly RunnerTrace[]> {
  const traces = new Map<string, RunnerTrace[]>();
  for (const { runner, text } of logs) {
    for (const line of text.split('\n')) {
      const found = eventOf(line);
      const id = found === null ? null : parseTickId(found.tickId);
      if (found === null || id === null) continue;
      const startMs = id.dueAtMs + found.latenessMs;
      const trace = { runner, dueMs: id.dueAtMs, startMs, endMs: startMs + found.durationMs };
      traces.set(id.workerId, [...(traces.get(id.workerId) ?? []), trace]);
    }
  }
  return traces;
}

function eventOf(line: string): z.infer<typeof tickEvent> | null {
  try {
    return tickEvent.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
