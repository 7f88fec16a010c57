import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { engineChoice } from './measure/bench-engines.ts';
import { startBenchProduct, type BenchProduct } from './measure/bench-product.ts';
import { BenchTenant, type BenchTick } from './measure/bench-tenant.ts';
import { ratioInterval } from './measure/bootstrap.ts';
import { phasesOf, type Pattern } from './measure/grid.ts';
import { percentiles, ratio } from './measure/percentiles.ts';
import { percentileCells, printTable } from './measure/report.ts';

/**
 * What a tenant with ten times the load of another does to the lateness of the others. Scenes in turn:
 * the others alone, then beside it; its due times spread over the second, then all at one instant.
 * What is compared is p99 of all that a scene has measured, and it rests on some fifty ticks.
 *
 * Usage: npm run bench -- fairness [--tenants 8] [--workers 10] [--times 10] [--rounds 6] [--seconds 11]
 *          [--messaging kafka|postgres] [--state redis|postgres] [--json]
 */
const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '8' },
    workers: { type: 'string', default: '10' },
    times: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '11' },
    messaging: { type: 'string', default: 'postgres' },
    state: { type: 'string', default: 'postgres' },
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
/** Until sandboxes have booted and compiled most of what their ticks run. */
const FIRST_WARM_UP_MS = 20_000;
const WARM_UP_MS = 2_000;
/** Outcomes of the last due times reach the ledger. */
const SETTLE_MS = 2_000;
const AIM = 1.2;

type Scene = 'alone' | 'beside spread' | 'beside at once';
const SCENES: readonly Scene[] = ['alone', 'beside spread', 'beside at once'];

/** A time in which one scene was played, epoch ms. */
interface Take {
  readonly scene: Scene;
  readonly since: number;
  readonly until: number;
}

const bench = await startBenchProduct(engineChoice(values.messaging, values.state));
try {
  const result = sumUp(await measure(bench));
  print(result);
  if (values.json) console.log(JSON.stringify(result));
} finally {
  await bench.stop();
}

interface Measured {
  readonly takes: readonly Take[];
  readonly others: readonly BenchTick[];
  readonly heavy: Readonly<Partial<Record<Scene, readonly BenchTick[]>>>;
}

async function measure({ db }: BenchProduct): Promise<Measured> {
  const others: BenchTenant[] = [];
  for (let i = 0; i < TENANTS; i += 1) {
    const tenant = await BenchTenant.create(db, PLAN, 1);
    // Their due times lie between each other's, as those of strangers do.
    await tenant.start(phasesOf('spread', WORKERS, INTERVAL_MS).map((ms) => ms + 13 * i));
    others.push(tenant);
  }
  // All have had their first ticks, with their loading, before the rounds.
  const heavy = {
    'beside spread': await heavyTenant('spread'),
    'beside at once': await heavyTenant('at once'),
  };
  const takes: Take[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each scene comes after each other one: what one leaves behind meets all.
    const order = SCENES.map((_, n) => SCENES[(n * (1 + (round % 2)) + round) % SCENES.length]);
    for (const scene of order) if (scene !== undefined) takes.push(await take(scene));
    console.log(`round ${round + 1} of ${ROUNDS}`);
  }
  await pause(SETTLE_MS);
  const since = takes[0]?.since ?? 0;
  const ticksOf = (tenant: BenchTenant) => tenant.ticks(since, Date.now());
  return {
    takes,
    others: (await Promise.all(others.map(ticksOf))).flat(),
    heavy: {
      'beside spread': await ticksOf(heavy['beside spread']),
      'beside at once': await ticksOf(heavy['beside at once']),
    },
  };

  async function take(scene: Scene): Promise<Take> {
    const tenant = scene === 'alone' ? null : heavy[scene];
    await tenant?.startAgain();
    await pause(WARM_UP_MS);
    const since = Date.now();
    await pause(SECONDS * 1000);
    const until = Date.now();
    await tenant?.stop();
    return { scene, since, until };
  }

  async function heavyTenant(pattern: Pattern): Promise<BenchTenant> {
    const tenant = await BenchTenant.create(db, PLAN, 1);
    await tenant.start(phasesOf(pattern, WORKERS * TIMES, INTERVAL_MS));
    await pause(FIRST_WARM_UP_MS / 2);
    await tenant.stop();
    return tenant;
  }
}

function sumUp({ takes, others, heavy }: Measured) {
  const alone = played(takes, others, 'alone');
  const scenes = SCENES.map((scene) => {
    const ticks = played(takes, others, scene);
    const othersLatenessMs = percentiles(latenesses(ticks));
    return {
      scene,
      othersLatenessMs,
      ticks: ticks.length,
      othersNotRun: ticks.filter(({ startedAt }) => startedAt === null).length,
      heavyLatenessMs: percentiles(latenesses(played(takes, heavy[scene] ?? [], scene))),
      p99Ratio: ratio(othersLatenessMs?.p99, percentiles(latenesses(alone))?.p99),
      p99RatioInterval: ratioInterval(bySecond(ticks), bySecond(alone), {
        at: 'p99',
        random: Math.random,
      }),
    };
  });
  const beside = scenes.filter(({ scene }) => scene !== 'alone');
  const worst = Math.max(...beside.map(({ p99Ratio }) => p99Ratio ?? Infinity));
  return {
    bench: 'fairness',
    tenants: TENANTS,
    workersEach: WORKERS,
    heavyWorkers: WORKERS * TIMES,
    rounds: ROUNDS,
    seconds: SECONDS,
    machine: { cores: cpus().length, cpu: cpus()[0]?.model ?? null, loadAverage: loadavg()[0] },
    engines: { messaging: values.messaging, state: values.state },
    scenes,
    target: {
      what: 'p99 lateness of the others beside a tenant of ten times the load, x alone, the worse of both',
      value: worst,
      aim: AIM,
      isMet: worst <= AIM,
    },
  };
}

function played(takes: readonly Take[], ticks: readonly BenchTick[], scene: Scene): BenchTick[] {
  const those = takes.filter((take) => take.scene === scene);
  return ticks.filter(({ dueAt }) =>
    those.some(({ since, until }) => dueAt >= since && dueAt < until),
  );
}

/** What is due within one second meets the same. */
function bySecond(ticks: readonly BenchTick[]): number[][] {
  const seconds = Map.groupBy(ticks, ({ dueAt }) => Math.floor(dueAt / 1000));
  return [...seconds.values()].map(latenesses);
}

function print({ scenes, target }: ReturnType<typeof sumUp>): void {
  printTable(
    'lateness of the others, ms',
    ['', 'p50', 'p95', 'p99', 'max', 'ticks', 'not run', 'p99 x alone', '95% of it lie in'],
    scenes.map((s) => [
      s.scene,
      ...percentileCells(s.othersLatenessMs),
      s.ticks,
      s.othersNotRun,
      s.p99Ratio,
      s.scene === 'alone' || s.p99RatioInterval === null
        ? null
        : `${s.p99RatioInterval.low} to ${s.p99RatioInterval.high}`,
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
