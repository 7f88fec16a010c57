import type { Database } from '@aispinner/persistence';
import { Router } from 'express';
import type { LiveHub } from '../live/live-hub.ts';

const ANSWER_WITHIN_MS = 2_000;

/** Whether requests can be served: named parts and whether each is there. */
export type Readiness = Readonly<Record<string, boolean>>;

/** `/healthz`: the process runs. `/readyz`: it can serve, else 503 with what is missing. */
export function probes(readiness: () => Promise<Readiness>): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', (_request, response, next) => {
    readiness().then((parts) => {
      const ready = missingOf(parts) === null;
      response
        .set('cache-control', 'no-store')
        .status(ready ? 200 : 503)
        .json({ status: ready ? 'ready' : 'not ready', parts });
    }, next);
  });
  return router;
}

/** The parts that are not there, in words; null if all are. */
export function missingOf(parts: Readiness): string | null {
  const missing = Object.keys(parts).filter((name) => parts[name] !== true);
  return missing.length === 0 ? null : `not there: ${missing.join(', ')}`;
}

export async function apiReadiness(database: Database, hub: LiveHub): Promise<Readiness> {
  return { database: await answers(database), bus: hub.isListening };
}

/** Asks for a row that the migrations bring, so an empty database is not taken for a ready one. */
async function answers(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
  });
  const asked = database
    .system()
    .plan.count()
    .then((plans) => plans > 0);
  try {
    return await Promise.race([asked, tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
