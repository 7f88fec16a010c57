import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startBenchProduct, type BenchProduct } from './measure/bench-product.ts';
import { BenchTenant, type BenchTick } from './measure/bench-tenant.ts';
import { phasesOf, type Pattern } from './measure/grid.ts';
import { percentiles, ratio } from './measure/percentiles.ts';
import { percentileCells, printTable } from './measure/report.ts';
import { median } from './measure/rounds.ts';

/**
 * What a tenant with ten times the load of another does to the lateness of the others. Rounds in turn:
 * the others alone, then beside it; its due times spread over the second, then all at one instant.
 *
 * Usage: npm run bench -- fairness [--tenants 4] [--workers 5] [--times 10] [--rounds 4] [--seconds 8] [--json]
 */
const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '4' },
    workers: { type: 'string', default: '5' },
    times: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '8' },
    json: { type: 'boolean', default: false },
  },
});
const TENANTS = Number(values.tenants);
const WORKERS = Number(values.workers);
const TIMES = Number(values.times);
const ROUNDS = Number(values.rounds);
const SECONDS = Number(values.seconds);
const INTERVAL_MS = 1000;
/** The plan of all: what keeps them apart is the turns, not what they pay. */
const PLAN = 'free';
const FIRST_WARM_UP_MS = 6_000;
const WARM_UP_MS = 3_000;
/** Outcomes of the last due times reach the ledger. */
const SETTLE_MS = 1_500;
const AIM = 1.2;

type Scene = 'alone' | 'beside spread' | 'beside at once';
const SCENES: readonly Scene[] = ['alone', 'beside spread', 'beside at once'];

const bench = await startBenchProduct();
try {
  const rounds = await measure(bench);
  const result = sumUp(rounds);
  print(result);
  if (values.json) console.log(JSON.stringify(result));
} finally {
  await bench.stop();
}

interface Round {
  readonly others: Readonly<Record<Scene, number[]>>;
  readonly heavy: Readonly<Record<Scene, number[]>>;
  readonly notRun: Readonly<Record<Scene, number>>;
}

async function measure({ db }: BenchProduct): Promise<Round[]> {
  const others: BenchTenant[] = [];
  for (let i = 0; i < TENANTS; i += 1) {
    const tenant = await BenchTenant.create(db, PLAN, 1);
    // Their due times lie between each other's, as those of strangers do.
    await tenant.start(phasesOf('spread', WORKERS, INTERVAL_MS).map((ms) => ms + 13 * i));
    others.push(tenant);
  }
  const heavy = {
    'beside spread': await heavyTenant('spread'),
    'beside at once': await heavyTenant('at once'),
  };
  await pause(FIRST_WARM_UP_MS);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const result = { others: none(), heavy: none(), notRun: zero() };
    for (const scene of SCENES) {
      const tenant = scene === 'alone' ? null : heavy[scene];
      await tenant?.startAgain();
      await pause(WARM_UP_MS);
      const since = Date.now();
      await pause(SECONDS * 1000);
      const until = Date.now();
      await pause(SETTLE_MS);
      const ticks = (await Promise.all(others.map((t) => t.ticks(since, until)))).flat();
      result.others[scene] = latenesses(ticks);
      result.notRun[scene] = ticks.filter(({ startedAt }) => startedAt === null).length;
      if (tenant === null) continue;
      result.heavy[scene] = latenesses(await tenant.ticks(since, until));
      await tenant.stop();
    }
    const p99 = SCENES.map((scene) => `${scene} ${percentiles(result.others[scene])?.p99} ms`);
    console.log(`round ${round + 1}: p99 of the others: ${p99.join(', ')}`);
    rounds.push(result);
  }
  return rounds;

  async function heavyTenant(pattern: Pattern): Promise<BenchTenant> {
    const tenant = await BenchTenant.create(db, PLAN, 1);
    await tenant.start(phasesOf(pattern, WORKERS * TIMES, INTERVAL_MS));
    // Its first ticks, with their loading, are over before the rounds.
    await pause(WARM_UP_MS);
    await tenant.stop();
    return tenant;
  }
}

function sumUp(rounds: readonly Round[]) {
  const pooled = (who: 'others' | 'heavy', scene: Scene) =>
    percentiles(rounds.flatMap((round) => round[who][scene]));
  const alone = pooled('others', 'alone');
  const scenes = SCENES.map((scene) => {
    const others = pooled('others', scene);
    const perRound = rounds.map(
      (r) => ratio(percentiles(r.others[scene])?.p99, percentiles(r.others.alone)?.p99) ?? Infinity,
    );
    return {
      scene,
      othersLatenessMs: others,
      othersNotRun: rounds.reduce((sum, round) => sum + round.notRun[scene], 0),
      heavyLatenessMs: pooled('heavy', scene),
      p99Ratio: ratio(others?.p99, alone?.p99),
      p99RatioPerRound: perRound,
      p99RatioMedian: median(perRound),
    };
  });
  const spread = scenes.find(({ scene }) => scene === 'beside spread');
  return {
    bench: 'fairness',
    tenants: TENANTS,
    workersEach: WORKERS,
    heavyWorkers: WORKERS * TIMES,
    rounds: ROUNDS,
    seconds: SECONDS,
    machine: { cores: cpus().length, cpu: cpus()[0]?.model ?? null, loadAverage: loadavg()[0] },
    scenes,
    target: {
      what: 'p99 lateness of the others beside a tenant of ten times the load, x alone',
      value: spread?.p99RatioMedian ?? null,
      aim: AIM,
      isMet: (spread?.p99RatioMedian ?? Infinity) <= AIM,
    },
  };
}

function print({ scenes, target }: ReturnType<typeof sumUp>): void {
  printTable(
    'lateness of the others, ms',
    ['', 'p50', 'p95', 'p99', 'max', 'not run', 'p99 x alone', 'median of rounds'],
    scenes.map((s) => [
      s.scene,
      ...percentileCells(s.othersLatenessMs),
      s.othersNotRun,
      s.p99Ratio,
      s.p99RatioMedian,
    ]),
  );
  printTable(
    'lateness of the heavy tenant, ms',
    ['', 'p50', 'p95', 'p99', 'max'],
    scenes
      .filter(({ scene }) => scene !== 'alone')
      .map((s) => [s.scene, ...percentileCells(s.heavyLatenessMs)]),
  );
  console.log(
    `\n${target.what}: ${target.value} (aim ${target.aim}: ${target.isMet ? 'met' : 'NOT MET'})`,
  );
}

function latenesses(ticks: readonly BenchTick[]): number[] {
  return ticks.flatMap(({ startedAt, latenessMs }) =>
    startedAt === null || latenessMs === null ? [] : [latenessMs],
  );
}

function none(): Record<Scene, number[]> {
  return { alone: [], 'beside spread': [], 'beside at once': [] };
}

function zero(): Record<Scene, number> {
  return { alone: 0, 'beside spread': 0, 'beside at once': 0 };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
