import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate, startEmbeddedPostgres } from '@aispinner/persistence';
import { startKafka } from '@aispinner/platform/local-services';
import {
  bareKafkaLane,
  kafkaLane,
  postgresLane,
  ticksOf,
  type BusLane,
} from './measure/bus-lanes.ts';
import { percentiles } from './measure/percentiles.ts';
import { treeCpuMs } from './measure/process-costs.ts';
import { percentileCells, printTable } from './measure/report.ts';
import { ratios, spread } from './measure/rounds.ts';

/**
 * From the sender to the handler, over either bus and over the bare Kafka driver, in turn, round after
 * round: how long a tick takes at a given rate, sent every 5 ms with whatever else is due; and how many a
 * second pass when all are sent at once.
 *
 * Usage: npm run bench -- bus [--rate 150] [--rounds 5] [--seconds 5] [--burst 5000] [--json]
 */
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '150' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    burst: { type: 'string', default: '5000' },
    json: { type: 'boolean', default: false },
  },
});
const [RATE, ROUNDS, SECONDS, BURST] = [
  values.rate,
  values.rounds,
  values.seconds,
  values.burst,
].map(Number) as [number, number, number, number];
const STEP_MS = 5;
/** As many go in one call, as a scheduler hands them over. */
const BATCH = 100;

/** Arrivals of one lane: when each tick was handled, ms; doubles are counted. */
class Arrivals {
  readonly at = new Map<string, number>();
  doubles = 0;
  private waiting: { count: number; done: () => void } | null = null;

  readonly note = (tickId: string): void => {
    if (this.at.has(tickId)) this.doubles += 1;
    else this.at.set(tickId, performance.now());
    if (this.waiting !== null && this.at.size >= this.waiting.count) this.waiting.done();
  };

  reach(count: number): Promise<void> {
    if (this.at.size >= count) return Promise.resolve();
    return new Promise((done) => (this.waiting = { count, done }));
  }
}

interface Lane {
  readonly bus: BusLane;
  readonly arrivals: Arrivals;
  sent: number;
  readonly latencies: number[];
  readonly p50s: number[];
  readonly perSecond: number[];
  readonly cpuMsPerTick: number[];
}

const folder = mkdtempSync(join(tmpdir(), 'aispinner-bench-'));
try {
  console.log('Starting Postgres and Kafka ...');
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  const kafka = await startKafka({ tuning: 'throughput' });
  try {
    await migrate(postgres.url);
    const lanes = await Promise.all([
      laneOf((note) => postgresLane(postgres.url, note)),
      laneOf((note) => kafkaLane(kafka.bootstrap, note)),
      laneOf((note) => bareKafkaLane(kafka.bootstrap, note)),
    ]);
    const broker = kafka.brokers[0]?.pid() ?? 0;
    await measure(lanes, () => ownCpuMs() + treeCpuMs(postgres.pid) + treeCpuMs(broker));
    const result = sumUp(lanes);
    print(result);
    if (values.json) console.log(JSON.stringify(result));
    await Promise.all(lanes.map(({ bus }) => bus.close()));
  } finally {
    await kafka.stop();
    await postgres.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function laneOf(open: (note: (tickId: string) => void) => Promise<BusLane>): Promise<Lane> {
  const arrivals = new Arrivals();
  const bus = await open(arrivals.note);
  return { bus, arrivals, sent: 0, latencies: [], p50s: [], perSecond: [], cpuMsPerTick: [] };
}

async function measure(lanes: readonly Lane[], cpuMs: () => number): Promise<void> {
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const lane of lanes) {
      const latencies = await atRate(lane);
      const cpuBefore = cpuMs();
      const perSecond = await burst(lane);
      const cpuPerTick = (cpuMs() - cpuBefore) / BURST;
      // The first one warms up.
      if (round < 0) continue;
      lane.latencies.push(...latencies);
      lane.p50s.push(percentiles(latencies)?.p50 ?? NaN);
      lane.perSecond.push(perSecond);
      lane.cpuMsPerTick.push(cpuPerTick);
    }
    if (round >= 0) console.log(`round ${round + 1} of ${ROUNDS}`);
  }
}

/** Latencies from the call of `send` to the handler, ms. */
async function atRate(lane: Lane): Promise<number[]> {
  const { bus, arrivals } = lane;
  const sentAt = new Map<string, number>();
  const sending: Promise<void>[] = [];
  const start = performance.now();
  const total = RATE * SECONDS;
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * RATE));
    if (due > sent) {
      const ticks = ticksOf(bus.name, lane.sent, due - sent);
      lane.sent += ticks.length;
      sent = due;
      for (const { tickId } of ticks) sentAt.set(tickId, performance.now());
      sending.push(bus.send(ticks));
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  await Promise.all(sending);
  await arrivals.reach(lane.sent);
  return [...sentAt].map(([tickId, at]) => (arrivals.at.get(tickId) ?? NaN) - at);
}

/** Ticks a second, from the first `send` to the last handler. */
async function burst(lane: Lane): Promise<number> {
  const batches: Promise<void>[] = [];
  const start = performance.now();
  for (let sent = 0; sent < BURST; sent += BATCH) {
    const ticks = ticksOf(lane.bus.name, lane.sent, Math.min(BATCH, BURST - sent));
    lane.sent += ticks.length;
    batches.push(lane.bus.send(ticks));
  }
  await Promise.all(batches);
  await lane.arrivals.reach(lane.sent);
  return BURST / ((performance.now() - start) / 1000);
}

function sumUp(lanes: readonly Lane[]) {
  const bare = lanes.at(-1);
  return {
    bench: 'bus',
    rate: RATE,
    burst: BURST,
    rounds: ROUNDS,
    machine: { cores: cpus().length, cpu: cpus()[0]?.model ?? null, loadAverage: loadavg()[0] },
    lanes: lanes.map((lane) => ({
      name: lane.bus.name,
      latencyMs: percentiles(lane.latencies),
      latencyP50ToBare: ratios(lane.p50s, bare?.p50s ?? []),
      perSecond: spread(lane.perSecond),
      perSecondToBare: ratios(lane.perSecond, bare?.perSecond ?? []),
      cpuMsPerTick: spread(lane.cpuMsPerTick),
      doubles: lane.arrivals.doubles,
    })),
  };
}

function print({ lanes }: ReturnType<typeof sumUp>): void {
  printTable(
    `send to handler at ${RATE} a second, ms`,
    ['', 'p50', 'p95', 'p99', 'max', 'p50 x bare', 'doubled'],
    lanes.map(({ name, latencyMs, latencyP50ToBare, doubles }) => [
      name,
      ...percentileCells(latencyMs),
      latencyP50ToBare.median,
      doubles,
    ]),
  );
  printTable(
    `${BURST} at once`,
    ['', 'ticks/s', 'min', 'max', 'x bare', 'cpu ms/tick, both ends and server'],
    lanes.map(({ name, perSecond, perSecondToBare, cpuMsPerTick }) => [
      name,
      perSecond.median,
      perSecond.min,
      perSecond.max,
      perSecondToBare.median,
      cpuMsPerTick.median,
    ]),
  );
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
