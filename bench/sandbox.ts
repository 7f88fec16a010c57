import { mkdtempSync, rmSync } from 'node:fs';
import { arch, cpus, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { BenchWorker, ORDINARY, startBenchHost } from './measure/bench-pool.ts';
import { childPids, loadPlainPyodide, privateDirtyMb } from './measure/child-processes.ts';
import { memoryByUse, readMappings } from './measure/memory-map.ts';
import { findPython, PipedPython } from './measure/piped-python.ts';
import { cpuMs } from './measure/process-costs.ts';
import { printTable } from './measure/report.ts';
import { medianMs, ratios, spread, type Spread } from './measure/rounds.ts';
import { targetsOf } from './measure/sandbox-targets.ts';
import { measureTicks, type TickFigures } from './measure/tick-rounds.ts';

/**
 * What a sandbox costs beside what could be had without one: CPython that answers over a pipe, CPython
 * started for each tick, Pyodide loaded as its manual says. All in turn, round after round, for the
 * machine is never quiet; figures are the middle of the rounds.
 *
 * Usage: npm run bench -- sandbox [--rounds 7] [--ticks 2000] [--json]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    ticks: { type: 'string', default: '2000' },
    json: { type: 'boolean', default: false },
  },
});
/** Until the pool has let an unused sandbox give memory back. */
const IDLE_AFTER_MS = 5000;
const ROUNDS = Number(values.rounds);
const TICKS = Number(values.ticks);

const python = findPython();
const imageDir = mkdtempSync(join(tmpdir(), 'aispinner-bench-'));
try {
  const builtAt = performance.now();
  const host = await startBenchHost(imageDir, 1);
  const imageBuildMs = Math.round(performance.now() - builtAt);
  await host.close();
  const result = { ...(await measure()), imageBuildMs };
  print(result);
  if (values.json) console.log(JSON.stringify(result));
} finally {
  rmSync(imageDir, { recursive: true, force: true });
}

async function measure() {
  const ticks = await measureTicks(python.path, imageDir, { rounds: ROUNDS, ticks: TICKS });
  const boots = await measureBoots();
  const { 'as the system puts them': free, ...placed } = ticks;
  const figures = { ...free, placed, ...boots };
  return {
    bench: 'sandbox',
    machine: `${cpus().length} x ${cpus()[0]?.model ?? ''}, ${platform()} ${arch()}, Node ${process.version}, CPython ${python.version}`,
    rounds: ROUNDS,
    ticks: TICKS,
    ...figures,
    targets: targetsOf(figures),
  };
}

/** A round: CPython from nothing, Pyodide from nothing, a spare from nothing, its first tick, its memory. */
async function measureBoots() {
  const start: number[] = [];
  const plain: Awaited<ReturnType<typeof loadPlainPyodide>>[] = [];
  const spare = { wallMs: [] as number[], cpuMs: [] as number[], memoryMb: [] as number[] };
  const first: number[] = [];
  const idleMb: number[] = [];
  let memory: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    start.push(await startPython());
    plain.push(await loadPlainPyodide());
    const host = await startBenchHost(imageDir, 1);
    const { pool } = host;
    await pool.start();
    const [pid] = childPids();
    if (pid === undefined) throw new Error('there is no sandbox');
    spare.wallMs.push(pool.stats().lastBootMs ?? 0);
    spare.cpuMs.push(cpuMs(pid) ?? 0);
    spare.memoryMb.push(privateDirtyMb(pid));
    const worker = new BenchWorker(pool, 'first', ORDINARY);
    first.push(await medianMs(1, () => worker.tick()));
    await medianMs(100, () => worker.tick());
    await setTimeout(IDLE_AFTER_MS);
    idleMb.push(privateDirtyMb(pid));
    memory = memoryByUse(readMappings(pid));
    await host.close();
  }
  return {
    pythonStartMs: spread(start),
    firstTickMs: spread(first),
    firstToPythonStart: ratios(first, start),
    plainLoadMs: spread(plain.map((cost) => cost.wallMs)),
    plainLoadCpuMs: spread(plain.map((cost) => cost.cpuMs)),
    spareBootMs: spread(spare.wallMs),
    spareBootCpuMs: spread(spare.cpuMs),
    bootToPlainCpu: ratios(
      spare.cpuMs,
      plain.map((cost) => cost.cpuMs),
    ),
    plainMemoryMb: spread(plain.map((cost) => cost.privateDirtyMb)),
    spareMemoryMb: spread(spare.memoryMb),
    idleMemoryMb: spread(idleMb),
    /** Of the last round, idle. */
    idleMemoryKb: memory,
  };
}

/** From nothing to the answer of an empty tick. */
function startPython(): Promise<number> {
  return medianMs(1, async () => {
    const started = new PipedPython(python.path);
    await started.tick();
    void started.close();
  });
}

type Row = [name: string, median: number, min: number, max: number];

function row(name: string, { median, min, max }: Spread): Row {
  return [name, median, min, max];
}

function tickRows(figures: TickFigures, where?: string): Row[] {
  const place = where === undefined ? '' : `, ${where}`;
  return [
    row(`CPython over a pipe, empty tick${place}, us`, figures.pythonTickUs),
    row(`sandbox, empty tick${place}, us`, figures.emptyTickUs),
    row(`CPython over a pipe, two round trips${place}, us`, figures.pythonTwoTripsUs),
    row(`sandbox, state.get and state.set${place}, us`, figures.stateTickUs),
  ];
}

function print(result: Awaited<ReturnType<typeof measure>> & { imageBuildMs: number }): void {
  console.log(`${result.machine}; ${ROUNDS} rounds of ${TICKS} ticks`);
  printTable(
    'time',
    ['', 'median', 'min', 'max'],
    [
      ...tickRows(result),
      ...Object.entries(result.placed).flatMap(([where, figures]) => tickRows(figures, where)),
      row('CPython started for a tick, ms', result.pythonStartMs),
      row('sandbox, first tick from a spare, ms', result.firstTickMs),
      row('plain loadPyodide, ms', result.plainLoadMs),
      row('plain loadPyodide, CPU ms', result.plainLoadCpuMs),
      row('sandbox, boot of a spare, ms', result.spareBootMs),
      row('sandbox, boot of a spare, CPU ms', result.spareBootCpuMs),
    ],
  );
  console.log(`  the image is built in ${result.imageBuildMs} ms, once for a machine`);
  printTable(
    'Private_Dirty, MB',
    ['', 'median', 'min', 'max'],
    [
      row('plain loadPyodide', result.plainMemoryMb),
      row('spare', result.spareMemoryMb),
      row('idle, 5 s after 100 ticks', result.idleMemoryMb),
    ],
  );
  printTable(
    'idle sandbox, of the last round',
    ['', 'MB'],
    Object.entries(result.idleMemoryKb).map(([name, kb]) => [name, kb / 1024]),
  );
  console.log();
  for (const { name, value, limit, isMet } of result.targets) {
    console.log(`  ${isMet ? 'met    ' : 'NOT MET'}  ${name}: ${value} (at most ${limit})`);
  }
}
