import { BenchWorker, EMPTY_TICK, GET_AND_SET, startBenchHost } from './bench-pool.ts';
import { PipedPython } from './piped-python.ts';
import { place, placements, type Placement } from './placement.ts';
import { medianMs, ratios, spread, type Spread } from './rounds.ts';

export interface TickFigures {
  readonly pythonTickUs: Spread;
  readonly emptyTickUs: Spread;
  readonly emptyToPython: Spread;
  readonly pythonTwoTripsUs: Spread;
  readonly stateTickUs: Spread;
  readonly stateToPython: Spread;
}

/** Warm ticks of a sandbox and of CPython over a pipe, in turn, round after round, for each placement. */
export async function measureTicks(
  python: string,
  imageDir: string,
  { rounds, ticks }: { readonly rounds: number; readonly ticks: number },
): Promise<
  Partial<Record<Placement, TickFigures>> & Record<'as the system puts them', TickFigures>
> {
  const piped = new PipedPython(python);
  const host = await startBenchHost(imageDir, 0);
  const empty = new BenchWorker(host.pool, 'empty', EMPTY_TICK);
  const state = new BenchWorker(host.pool, 'state', GET_AND_SET);
  const twice = async (): Promise<void> => {
    await piped.tick();
    await piped.tick();
  };
  const times = (work: () => Promise<unknown>): Promise<number> =>
    medianMs(ticks, work).then((ms) => ms * 1000);
  const measured = async (): Promise<TickFigures> => {
    const us = {
      python: [] as number[],
      twice: [] as number[],
      empty: [] as number[],
      state: [] as number[],
    };
    // Both ends are warm before the first round counts.
    for (const work of [() => piped.tick(), () => empty.tick(), () => state.tick()])
      await times(work);
    for (let round = 0; round < rounds; round += 1) {
      us.python.push(await times(() => piped.tick()));
      us.empty.push(await times(() => empty.tick()));
      us.twice.push(await times(twice));
      us.state.push(await times(() => state.tick()));
    }
    return {
      pythonTickUs: spread(us.python),
      emptyTickUs: spread(us.empty),
      emptyToPython: ratios(us.empty, us.python),
      pythonTwoTripsUs: spread(us.twice),
      stateTickUs: spread(us.state),
      stateToPython: ratios(us.state, us.twice),
    };
  };
  const free = await measured();
  const figures: Partial<Record<Placement, TickFigures>> = {};
  for (const placement of placements().slice(1)) {
    place(placement);
    figures[placement] = await measured();
  }
  place('as the system puts them');
  await Promise.all([piped.close(), host.close()]);
  return { ...figures, 'as the system puts them': free };
}
