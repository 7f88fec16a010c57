import { Redis } from 'ioredis';
import { Queue, Worker } from 'bullmq';

/**
 * BullMQ doing periodic jobs, or draining empty ones, in one process. Prints one JSON object: `starts`
 * as pairs of job and epoch ms, or `drainedPerSecond`.
 *
 * Usage: node bullmq-jobs.ts REDIS_URL periodic PHASES_JSON SECONDS
 *        node bullmq-jobs.ts REDIS_URL drain JOBS
 */
const [, , url = '', mode = '', what = '', seconds = '0'] = process.argv;
const INTERVAL_MS = 1000;
const CONCURRENCY = 100;
/** Schedules stay in Redis: each run has its own. */
const QUEUE = `bench-${process.pid}`;

const KEEP_NOTHING = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
const connection = { url, maxRetriesPerRequest: null };
const now = (): number => performance.timeOrigin + performance.now();
const result =
  mode === 'drain' ? await drain(Number(what)) : await tick(JSON.parse(what) as number[]);
process.stdout.write(JSON.stringify(result), () => process.exit(0));

async function tick(phases: readonly number[]): Promise<{ starts: [number, number][] }> {
  const state = new Redis(url);
  const starts: [number, number][] = [];
  const queue = new Queue(QUEUE, { connection, defaultJobOptions: KEEP_NOTHING });
  const worker = new Worker<{ job: number }>(
    QUEUE,
    async ({ data: { job } }) => {
      starts.push([job, now()]);
      // What our workers do: one get, one set.
      const count = Number((await state.get(`count:${job}`)) ?? 0);
      await state.set(`count:${job}`, count + 1);
    },
    { connection, concurrency: CONCURRENCY, ...KEEP_NOTHING },
  );
  await worker.waitUntilReady();
  // The first due time, far enough ahead for all of them to be there before it.
  const base = Math.ceil((Date.now() + 500 + 5 * phases.length) / INTERVAL_MS) * INTERVAL_MS;
  await Promise.all(
    phases.map((phase, job) =>
      queue.upsertJobScheduler(
        `job-${job}`,
        { every: INTERVAL_MS, startDate: base + phase },
        { name: 'tick', data: { job } },
      ),
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));
  await worker.close();
  return { starts };
}

async function drain(jobs: number): Promise<{ drainedPerSecond: number }> {
  const queue = new Queue(QUEUE, { connection, defaultJobOptions: KEEP_NOTHING });
  const CHUNK = 1000;
  for (let done = 0; done < jobs; done += CHUNK) {
    await queue.addBulk(Array.from({ length: CHUNK }, () => ({ name: 'empty', data: {} })));
  }
  const all = Promise.withResolvers<void>();
  let left = Math.ceil(jobs / CHUNK) * CHUNK;
  const total = left;
  const worker = new Worker(
    QUEUE,
    async () => {
      left -= 1;
      if (left === 0) all.resolve();
    },
    { connection, concurrency: CONCURRENCY, autorun: false, ...KEEP_NOTHING },
  );
  await worker.waitUntilReady();
  const startedAt = now();
  void worker.run();
  await all.promise;
  return { drainedPerSecond: Math.round((total * 1000) / (now() - startedAt)) };
}
