import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRedis } from '@aispinner/platform/local-services';
import { engineChoice } from './measure/bench-engines.ts';
import { startBenchProduct } from './measure/bench-product.ts';
import { clusterTargets } from './measure/cluster-targets.ts';
import {
  printPeriodic,
  printSteps,
  printTargets,
  type PeriodicRow,
} from './measure/cluster-tables.ts';
import { againstGrid, phasesOf, type Pattern } from './measure/grid.ts';
import { climb, periodicLoad, type Step } from './measure/our-loads.ts';
import { bullmqPeer } from './peers/bullmq.ts';
import { celeryPeer } from './peers/celery.ts';
import type { Peer } from './peers/peer.ts';

/**
 * The cluster on one machine with all services on it: how late ticks are, how many a second it bears,
 * and where the time goes; beside BullMQ and Celery doing the same periodic jobs in the same run.
 *
 * Usage: npm run bench -- cluster [--seconds 12] [--workers 150] [--many 500] [--only ours,BullMQ,Celery]
 *          [--steps 250,500,750,1000,1250,1500] [--messaging kafka|postgres] [--state redis|postgres] [--json]
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '12' },
    workers: { type: 'string', default: '150' },
    many: { type: 'string', default: '500' },
    steps: { type: 'string', default: '250,500,750,1000,1250,1500' },
    only: { type: 'string', default: 'ours,BullMQ,Celery' },
    messaging: { type: 'string', default: 'kafka' },
    state: { type: 'string', default: 'redis' },
    json: { type: 'boolean', default: false },
  },
});
const SECONDS = Number(values.seconds);
const INTERVAL_MS = 1000;
const STEP_SECONDS = Math.min(6, SECONDS);
/** Starts that come while a peer still warms up do not count. */
const PEER_WARM_UP_MS = 5_000;
const DRAIN_JOBS: Readonly<Record<string, number>> = { BullMQ: 20_000, Celery: 5_000 };
const CASES: readonly { pattern: Pattern; jobs: number; schedule: 'grid' | 'own' }[] = [
  { pattern: 'spread', jobs: Number(values.workers), schedule: 'grid' },
  { pattern: 'at once', jobs: Number(values.workers), schedule: 'grid' },
  { pattern: 'spread', jobs: Number(values.many), schedule: 'own' },
];
const only = values.only.split(',');
const engines = engineChoice(values.messaging, values.state);

const rows: PeriodicRow[] = [];
const drained: Record<string, number> = {};
let steps: Step[] = [];

if (only.includes('ours')) steps = await measureOurs();
await measurePeers();
const targets = clusterTargets(rows, steps);
const result = {
  bench: 'cluster',
  seconds: SECONDS,
  machine: { cores: cpus().length, cpu: cpus()[0]?.model ?? null, loadAverage: loadavg()[0] },
  engines,
  periodic: rows,
  throughput: {
    ours: steps.map(({ workers, ticksPerSecond, isKept, load }) => ({
      workers,
      ticksPerSecond,
      isKept,
      missed: load.missed,
      latenessMs: load.latenessMs,
      cpuMsPerTick: load.cpuMsPerTick,
      coresUsed: load.coresUsed,
    })),
    kneeTicksPerSecond: Math.max(0, ...steps.filter((s) => s.isKept).map((s) => s.ticksPerSecond)),
    emptyJobsDrainedPerSecond: drained,
  },
  targets,
};
printPeriodic(rows);
printSteps(steps, drained);
printTargets(targets);
if (values.json) console.log(JSON.stringify(result));

async function measureOurs(): Promise<Step[]> {
  console.log('Starting the product ...');
  const bench = await startBenchProduct(engines);
  try {
    for (const { pattern, jobs } of CASES) {
      console.log(`AiSpinner: ${jobs} workers, ${pattern}, ${SECONDS} s ...`);
      const load = await periodicLoad(bench, { pattern, workers: jobs, seconds: SECONDS });
      rows.push({ product: 'AiSpinner', pattern, jobs, schedule: 'grid', ...load });
    }
    return await climb(bench, {
      steps: values.steps.split(',').map(Number),
      seconds: STEP_SECONDS,
      onStep: ({ workers, ticksPerSecond }) =>
        console.log(`AiSpinner: ${workers} workers: ${ticksPerSecond} ticks/s`),
    });
  } finally {
    await bench.stop();
  }
}

async function measurePeers(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'aispinner-bench-'));
  // A blocking client of Redis wakes on its timer: at 10 Hz, the default, BullMQ would be 100 ms late.
  const server = await startRedis({ settings: ['hz 100'] });
  const redis = { url: server.url, pid: server.pid() };
  try {
    const folder = join(import.meta.dirname, '..', '.aispinner', 'bench', 'celery');
    const peers = [bullmqPeer(redis), celeryPeer(redis, { folder, scratch })];
    for (const peer of peers.filter(({ name }) => only.includes(name))) await measurePeer(peer);
  } finally {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measurePeer(peer: Peer): Promise<void> {
  for (const { pattern, jobs, schedule } of CASES) {
    console.log(`${peer.name}: ${jobs} jobs, ${pattern}, ${SECONDS} s ...`);
    const phases = phasesOf(pattern, jobs, INTERVAL_MS);
    const run = await peer.periodic(phases, SECONDS + PEER_WARM_UP_MS / 1000, schedule);
    const times = run.starts.map(({ at }) => at);
    const until = times.reduce((a, b) => Math.max(a, b), 0) - INTERVAL_MS;
    const since = Math.max(
      times.reduce((a, b) => Math.min(a, b), until),
      until - SECONDS * 1000,
    );
    const perJob = (ms: number): number =>
      Math.round((ms / ((run.starts.length * run.overMs) / (until + INTERVAL_MS - since))) * 1000) /
      1000;
    rows.push({
      ...{ product: peer.name, pattern, jobs, schedule },
      ...againstGrid(run.starts, { phases, intervalMs: INTERVAL_MS, since, until }),
      cpuMsPerTick: Object.fromEntries(
        Object.entries(run.cpuMs).map(([name, ms]) => [name, perJob(ms)]),
      ),
    });
  }
  drained[peer.name] = await peer.drain(DRAIN_JOBS[peer.name] ?? 1_000);
}
