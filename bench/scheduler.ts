import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@aispinner/persistence';
import pg from 'pg';
import { DuePopulation } from './measure/due-population.ts';
import { treeCpuMs } from './measure/process-costs.ts';
import { printTable } from './measure/report.ts';
import { ratios, spread, type Spread } from './measure/rounds.ts';

/**
 * What it costs to find and claim a due worker among few and among many, where as many are due each
 * second. Both stand in the same Postgres and are measured in turn, round after round, in the workers'
 * own time, which goes as fast as the claims do.
 *
 * Usage: npm run bench -- scheduler [--few 1000] [--many 1000000] [--rounds 7] [--seconds 5] [--json]
 */
const { values } = parseArgs({
  options: {
    few: { type: 'string', default: '1000' },
    many: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const DUE_PER_SECOND = 1_000;
const STEP_MS = 50;
const TARGET = 1.3;
const [FEW, MANY, ROUNDS, SECONDS] = [values.few, values.many, values.rounds, values.seconds].map(
  Number,
) as [number, number, number, number];

const folder = mkdtempSync(join(tmpdir(), 'aispinner-bench-'));
try {
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  try {
    const result = await measure(postgres);
    print(result);
    if (values.json) console.log(JSON.stringify(result));
  } finally {
    await postgres.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure({ url, pid }: { url: string; pid: number }) {
  console.log(`Making ${FEW} and ${MANY} workers ...`);
  const few = await DuePopulation.make(await emptyDatabase(url, 'few'), FEW, DUE_PER_SECOND);
  const many = await DuePopulation.make(await emptyDatabase(url, 'many'), MANY, DUE_PER_SECOND);
  const cpu = (): number => {
    const own = process.cpuUsage();
    return (own.user + own.system) / 1000 + treeCpuMs(pid);
  };
  console.log(`${ROUNDS} rounds of ${SECONDS} s in turn, ${DUE_PER_SECOND} due a second ...`);
  const [wall, cpus] = [pair(), pair()];
  for (let round = -1; round < ROUNDS; round += 1) {
    const [a, b] = [await few.run(SECONDS, STEP_MS, cpu), await many.run(SECONDS, STEP_MS, cpu)];
    // The first one warms up.
    if (round < 0) continue;
    for (const [size, cost] of [
      ['few', a],
      ['many', b],
    ] as const) {
      wall[size].push((cost.wallMs / cost.ticks) * 1000);
      cpus[size].push((cost.cpuMs / cost.ticks) * 1000);
    }
  }
  const plan = await many.plan();
  await Promise.all([few.close(), many.close()]);
  return {
    bench: 'scheduler',
    workers: { few: FEW, many: MANY },
    duePerSecond: DUE_PER_SECOND,
    wallUsPerDueWorker: { few: spread(wall.few), many: spread(wall.many) },
    cpuUsPerDueWorker: { few: spread(cpus.few), many: spread(cpus.many) },
    ratios: { wall: ratios(wall.many, wall.few), cpu: ratios(cpus.many, cpus.few) },
    target: TARGET,
    usesIndex:
      /Index (Only )?Scan using due_times_pkey on due_times/.test(plan) && !plan.includes('Sort'),
    plan: plan.split('\n'),
  };
}

function print(result: Awaited<ReturnType<typeof measure>>): void {
  const row = (name: string, s: Spread) => [name, s.median, s.min, s.max];
  const { wallUsPerDueWorker: wall, cpuUsPerDueWorker: cpus } = result;
  console.log(`\n${result.plan.join('\n')}`);
  printTable(
    'per due worker, µs',
    ['', 'median', 'min', 'max'],
    [
      row(`time, ${FEW} workers`, wall.few),
      row(`time, ${MANY} workers`, wall.many),
      row('  ratio', result.ratios.wall),
      row(`cpu, ${FEW} workers`, cpus.few),
      row(`cpu, ${MANY} workers`, cpus.many),
      row('  ratio', result.ratios.cpu),
    ],
  );
  const { wall: byTime, cpu: byCpu } = result.ratios;
  const reached = Math.max(byTime.median, byCpu.median) <= TARGET && result.usesIndex;
  console.log(
    `\n${reached ? 'reached' : 'NOT reached'}: ratio ${byTime.median} in time and ${byCpu.median} in CPU, at most ${TARGET}; ` +
      `found by the index: ${result.usesIndex ? 'yes' : 'no'}`,
  );
}

function pair(): { few: number[]; many: number[] } {
  return { few: [], many: [] };
}

async function emptyDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const made = new URL(url);
  made.pathname = `/${name}`;
  return made.href;
}
