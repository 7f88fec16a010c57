import type { TestRunView, WorkerView } from '@aispinner/contracts';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { state, testRun } from '../api/worker-calls.ts';

export type StateChoice = 'empty' | 'current';

export interface TestRunDesk {
  readonly ticks: number;
  readonly setTicks: (ticks: number) => void;
  readonly from: StateChoice;
  readonly setFrom: (from: StateChoice) => void;
  readonly run: UseMutationResult<TestRunView, Error, string>;
  readonly start: (code: string) => void;
}

/** Runs code in the real sandbox on a scratch copy of the state. */
export function useTestRun(worker: WorkerView): TestRunDesk {
  const [ticks, setTicks] = useState(3);
  const [from, setFrom] = useState<StateChoice>('empty');
  const run = useMutation({
    async mutationFn(code: string) {
      const scratch = from === 'empty' ? {} : await readState(worker.id);
      return testRun(worker.workspaceId, { code, ticks, state: scratch });
    },
  });
  return { ticks, setTicks, from, setFrom, run, start: (code) => run.mutate(code) };
}

async function readState(workerId: string): Promise<Record<string, unknown>> {
  const entries: [string, unknown][] = [];
  let cursor: string | undefined;
  do {
    const page = await state.page(workerId, cursor);
    entries.push(...page.items.map(({ key, value }): [string, unknown] => [key, value]));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return Object.fromEntries(entries);
}
