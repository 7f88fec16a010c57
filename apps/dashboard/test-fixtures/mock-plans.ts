import { readFileSync } from 'node:fs';
import type { Plan } from './mock-worker.ts';

const template = (name: string): string =>
  readFileSync(new URL(`../src/workers/templates/${name}.py`, import.meta.url), 'utf8');

/** A workspace with something of everything in it. */
export const PLANS: readonly Plan[] = [
  {
    id: 'w1',
    name: 'market-maker',
    seconds: 1,
    version: 7,
    status: 'running',
    code: template('price_signal'),
    errors: 0.015,
    typicalMs: 6.5,
    line(n, random) {
      const price = 100 + Math.sin(n / 40) * 6 + random();
      if (n % 23 === 0) {
        return {
          level: 'warn',
          message: `the fast average went above the slow one at ${price.toFixed(2)}`,
        };
      }
      const fast = (price - random()).toFixed(2);
      return {
        level: 'info',
        message: `price ${price.toFixed(2)}, fast ${fast}, slow ${(price - 1).toFixed(2)}`,
      };
    },
  },
  {
    id: 'w2',
    name: 'latency-digest',
    seconds: 5,
    version: 3,
    status: 'running',
    code: template('digest'),
    errors: 0,
    typicalMs: 14,
    line: (n, random) => ({
      level: n % 10 === 0 ? 'info' : 'debug',
      message:
        n % 10 === 0
          ? `digest of 10: p50 ${(18 + random() * 4).toFixed(2)} ms`
          : `sample ${n % 10} of 10`,
    }),
  },
  {
    id: 'w3',
    name: 'prime-hunter',
    seconds: 30,
    version: 2,
    status: 'running',
    code: template('heartbeat'),
    errors: 0.02,
    typicalMs: 820,
    line: (n) => ({
      level: 'info',
      message: `looked at ${n * 4096} numbers, ${n * 313} of them prime`,
    }),
  },
  {
    id: 'w4',
    name: 'funding-watch',
    seconds: 60,
    version: 12,
    status: 'failed',
    statusReason: "Stopped after 10 errors in a row. The last: KeyError: 'last_price'",
    code: template('on_error'),
    errors: 0.1,
    typicalMs: 42,
    line: () => ({ level: 'info', message: 'rate 1.0042' }),
  },
  {
    id: 'w6',
    name: 'order-book',
    seconds: 1,
    version: 4,
    status: 'running',
    code: template('price_signal'),
    errors: 0,
    crashes: true,
    history: 48,
    typicalMs: 380,
    line: () => ({ level: 'info', message: 'book of 50 levels' }),
  },
  {
    id: 'w5',
    name: 'nightly-report',
    seconds: 3600,
    version: 1,
    status: 'stopped',
    code: template('heartbeat'),
    errors: 0,
    typicalMs: 90,
    line: () => ({ level: 'info', message: 'report sent' }),
  },
];
