import type { Spread } from './rounds.ts';

export interface SandboxFigures {
  readonly emptyToPython: Spread;
  readonly stateToPython: Spread;
  /** The same two where the processes were put. */
  readonly placed: Readonly<
    Record<string, { readonly emptyToPython: Spread; readonly stateToPython: Spread }>
  >;
  readonly firstTickMs: Spread;
  readonly firstToPythonStart: Spread;
  readonly bootToPlainCpu: Spread;
  readonly idleMemoryMb: Spread;
}

export interface Target {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly isMet: boolean;
}

/** What a sandbox is to cost at most, and whether it does: by the middle of the rounds. */
export function targetsOf(figures: SandboxFigures): Target[] {
  const target = (name: string, { median: value }: Spread, limit: number): Target => ({
    name,
    value,
    limit,
    isMet: value <= limit,
  });
  return [
    target('empty tick, x CPython over a pipe', figures.emptyToPython, 1.5),
    target('state tick, x two round trips of it', figures.stateToPython, 3),
    ...Object.entries(figures.placed).flatMap(([where, placed]) => [
      target(`empty tick, x CPython over a pipe, ${where}`, placed.emptyToPython, 1.5),
      target(`state tick, x two round trips of it, ${where}`, placed.stateToPython, 3),
    ]),
    target('first tick from a spare, ms', figures.firstTickMs, 15),
    target('first tick, x starting CPython', figures.firstToPythonStart, 1),
    target('boot CPU of a spare, x plain loadPyodide', figures.bootToPlainCpu, 0.2),
    target('Private_Dirty of an idle sandbox, MB', figures.idleMemoryMb, 55),
  ];
}
