import { parseArgs } from 'node:util';
import { ApiClient } from '../test/e2e/api-client.ts';
import { createCounting, startAll, stopAll } from '../test/e2e/counting-workers.ts';
import { faultsOf, ledgerOf, type Tick } from '../test/e2e/ledger.ts';
import { startStandalone, type Standalone } from '../test/e2e/standalone.ts';
import { startDueGridLoop } from './measure/baselines.ts';
import { databaseUrlOf } from './measure/bench-product.ts';
import { notifyRoundTrips } from './measure/notify-round-trip.ts';
import { costsOf, type PartName } from './measure/parts-of-product.ts';
import { percentiles, ratio } from './measure/percentiles.ts';
import { percentileCells, printTable } from './measure/report.ts';

/**
 * Workers that tick every second on the built product: how late, at what cost, in how much memory,
 * beside the least that could be: a bare loop of timers, and one message through the same Postgres.
 *
 * Usage: npm run bench -- standalone [--workers 20] [--seconds 60] [--json]
 */
const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
});
const WORKERS = Number(values.workers);
const SECONDS = Number(values.seconds);
const INTERVAL_MS = 1000;
/** The first ticks load and warm up; they are shown apart. */
const WARM_UP_MS = 5_000;

console.log('Starting the product ...');
const product = await startStandalone();
try {
  const result = await measure(product);
  print(result);
  if (values.json) console.log(JSON.stringify(result));
} finally {
  await product.stop();
}

async function measure(product: Standalone) {
  const api = new ApiClient(product.baseUrl, product.apiKey);
  await stopSamples(api, product.workspaceId);
  const idle = costsOf(product);
  const workers = await createCounting(api, 'Bench', WORKERS);
  await startAll(api, workers);
  console.log(`${WORKERS} workers, one tick a second, for ${SECONDS} s ...`);
  await pause(WARM_UP_MS);

  const since = Date.now();
  const before = costsOf(product);
  const loop = startDueGridLoop(WORKERS, INTERVAL_MS);
  const timeUp = AbortSignal.timeout(SECONDS * 1000);
  const notify = await notifyRoundTrips(databaseUrlOf(product), { pauseMs: 100, signal: timeUp });
  const until = Date.now();
  const after = costsOf(product);
  const bareNodeMb = loop.pssMb();
  const bare = percentiles(await loop.finish());
  await stopAll(api, workers);

  const ledgers = await Promise.all(workers.map(({ id }) => ledgerOf(api, id)));
  const ticks = ledgers.flat().filter((t) => isBetween(t, since, until));
  const ran = ticks.filter((t) => t.startedAt !== null);
  const lateness = percentiles(ran.map((t) => t.latenessMs ?? 0));
  const notifyMs = percentiles(notify);
  const perTick = (name: PartName): number =>
    Math.round(((after[name].cpuMs - before[name].cpuMs) / ran.length) * 1000) / 1000;
  const names = Object.keys(after) as PartName[];
  return {
    bench: 'standalone',
    workers: WORKERS,
    seconds: SECONDS,
    startMs: Math.round(product.startMs),
    ticks: {
      ran: ran.length,
      outcomes: countBy(ticks),
      faults: ledgers.flatMap((l) => faultsOf(l, INTERVAL_MS)),
    },
    latenessMs: lateness,
    latenessPartsMs: Object.fromEntries(
      partNames(ran).map((name) => [name, percentiles(ran.map((t) => t.parts?.[name] ?? 0))]),
    ),
    durationMs: percentiles(ran.map((t) => t.durationMs ?? 0)),
    cpuMsPerTick: Object.fromEntries(names.map((name) => [name, perTick(name)])),
    memoryMb: Object.fromEntries(
      names.map((name) => [
        name,
        { processes: after[name].processes, pss: after[name].pssMb, idle: idle[name].pssMb },
      ]),
    ),
    baseline: { bareLoopLatenessMs: bare, notifyRoundTripMs: notifyMs, bareNodePssMb: bareNodeMb },
    ratios: {
      latenessP50ToNotifyRoundTrip: ratio(lateness?.p50, notifyMs?.p50),
      latenessP50ToBareLoop: ratio(lateness?.p50, bare?.p50),
      latenessP95ToBareLoop: ratio(lateness?.p95, bare?.p95),
      memoryToBareNode: Object.fromEntries(
        names.map((name) => [name, ratio(after[name].pssMb ?? undefined, bareNodeMb ?? undefined)]),
      ),
    },
  };
}

function print(result: Awaited<ReturnType<typeof measure>>): void {
  const { ticks, baseline, ratios } = result;
  console.log(`\nready after ${result.startMs} ms; ${ticks.ran} ticks ran`, ticks.outcomes);
  for (const fault of ticks.faults) console.log(`FAULT in the ledger: ${fault}`);
  printTable(
    'ms',
    ['', 'p50', 'p95', 'p99', 'max'],
    [
      ['lateness', ...percentileCells(result.latenessMs)],
      ...Object.entries(result.latenessPartsMs).map(([name, p]) => [
        `  ${name}`,
        ...percentileCells(p),
      ]),
      ['duration of tick()', ...percentileCells(result.durationMs)],
      ['bare loop, lateness', ...percentileCells(baseline.bareLoopLatenessMs)],
      ['NOTIFY round trip', ...percentileCells(baseline.notifyRoundTripMs)],
    ],
  );
  printTable(
    'each part',
    ['', 'cpu ms/tick', 'processes', 'PSS MB', 'idle MB', 'x bare Node'],
    Object.entries(result.memoryMb).map(([name, memory]) => [
      name,
      result.cpuMsPerTick[name],
      memory.processes,
      memory.pss,
      memory.idle,
      ratios.memoryToBareNode[name],
    ]),
  );
  console.log(
    `\nlateness p50 is ${ratios.latenessP50ToNotifyRoundTrip} NOTIFY round trips and ` +
      `${ratios.latenessP50ToBareLoop} times that of a bare loop; p95 ${ratios.latenessP95ToBareLoop} times`,
  );
}

async function stopSamples(api: ApiClient, workspaceId: string): Promise<void> {
  const samples = await api.all<{ id: string }>(`/workspaces/${workspaceId}/workers`);
  await Promise.all(samples.map(({ id }) => api.expect('POST', `/workers/${id}/stop`)));
}

function isBetween(tick: Tick, since: number, until: number): boolean {
  const due = Date.parse(tick.dueAt);
  return due >= since && due < until;
}

function countBy(ticks: readonly Tick[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome, reason } of ticks) {
    const name = reason === null ? outcome : `${outcome} (${reason})`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function partNames(ticks: readonly Tick[]): string[] {
  return [...new Set(ticks.flatMap((tick) => Object.keys(tick.parts ?? {})))];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
