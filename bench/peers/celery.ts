import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Start } from '../measure/grid.ts';
import type { Peer, PeriodicRun } from './peer.ts';
import { familyCpuMs, pause, startProgram } from './run-program.ts';

/** What is measured, so that a figure can be measured again. */
const PACKAGES = ['celery[redis]==5.7.0'] as const;
const MARKER = 'installed-celery-5.7.0';

/** Its worker has two processes, one for each core of the machine that the figures are for. */
const CONCURRENCY = '2';

interface Place {
  /** Its virtual environment; made on first use. */
  readonly folder: string;
  /** For files of one run. */
  readonly scratch: string;
}

/** Celery with a Redis broker: a beat and a worker of two processes. */
export function celeryPeer(
  redis: { readonly url: string; readonly pid: number },
  place: Place,
): Peer {
  const startsFile = join(place.scratch, 'celery-starts');
  const env = (more: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
    BENCH_REDIS_URL: redis.url,
    BENCH_STARTS: startsFile,
    HOME: place.scratch,
    ...more,
  });
  const celery = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    startProgram([join(place.folder, 'bin', 'celery'), '-A', 'celery_jobs', ...args], {
      cwd: import.meta.dirname,
      env: env({ PYTHONDONTWRITEBYTECODE: '1', ...more }),
    });
  const startWorker = () =>
    celery([
      ...['worker', '--pool', 'prefork', '--concurrency', CONCURRENCY, '--loglevel', 'WARNING'],
      ...['--without-gossip', '--without-mingle', '--without-heartbeat'],
    ]);
  return {
    name: 'Celery',
    periodic: async (phases, seconds, schedule): Promise<PeriodicRun> => {
      await makeEnvironment(place);
      rmSync(startsFile, { force: true });
      const worker = startWorker();
      await pause(2_500);
      const beat = celery(
        ['beat', '--scheduler', 'celery.beat:Scheduler', '--loglevel', 'WARNING'],
        {
          BENCH_PHASES: JSON.stringify(phases),
          BENCH_GRID: schedule === 'grid' ? '1' : '0',
        },
      );
      const used = () => ({
        beat: familyCpuMs(beat.pid),
        worker: familyCpuMs(worker.pid),
        redis: familyCpuMs(redis.pid),
        at: Date.now(),
      });
      await pause(2_000);
      const from = used();
      await pause(Math.max(0, (seconds - 2) * 1000));
      const to = used();
      await beat.stop();
      await worker.stop();
      return {
        starts: readStarts(startsFile),
        cpuMs: {
          beat: to.beat - from.beat,
          worker: to.worker - from.worker,
          redis: to.redis - from.redis,
        },
        overMs: to.at - from.at,
      };
    },
    drain: async (jobs) => {
      await makeEnvironment(place);
      rmSync(startsFile, { force: true });
      const publisher = startProgram(
        [
          join(place.folder, 'bin', 'python'),
          '-c',
          `import celery_jobs; celery_jobs.publish(${jobs})`,
        ],
        { cwd: import.meta.dirname, env: env({ PYTHONDONTWRITEBYTECODE: '1' }) },
      );
      await publisher.output;
      const worker = startWorker();
      // Every hundredth of them leaves its time.
      const expected = Math.ceil(jobs / 100);
      const until = Date.now() + 60_000;
      while (readStarts(startsFile).length < expected && Date.now() < until) await pause(100);
      await worker.stop();
      const at = readStarts(startsFile).map((start) => start.at);
      const took = Math.max(...at) - Math.min(...at);
      return Math.round(((at.length - 1) * 100 * 1000) / took);
    },
  };
}

async function makeEnvironment({ folder }: Place): Promise<void> {
  if (existsSync(join(folder, MARKER))) return;
  await mkdir(folder, { recursive: true });
  console.log(`Installing ${PACKAGES.join(' ')} ...`);
  await startProgram(['python3', '-m', 'venv', folder]).output;
  const pip = [join(folder, 'bin', 'pip'), 'install', '--quiet', '--disable-pip-version-check'];
  await startProgram([pip[0] ?? '', ...pip.slice(1), ...PACKAGES], { env: pipEnvironment() })
    .output;
  await startProgram(['touch', join(folder, MARKER)]).output;
}

/** What tells pip of a mirror or a proxy. */
function pipEnvironment(): Readonly<Record<string, string>> {
  const names = /^(PIP_|HTTPS?_PROXY|NO_PROXY|SSL_CERT|REQUESTS_CA|HOME$)/i;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      names.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
}

function readStarts(file: string): Start[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [job, at] = line.split(' ');
      return { job: Number(job), at: Number(at) };
    });
}
