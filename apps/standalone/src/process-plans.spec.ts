import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '@aispinner/platform';
import { engineSettings } from './engine-settings.ts';
import { processPlans } from './process-plans.ts';
import { CLUSTER, STANDALONE, type Topology } from './topology.ts';

const NOTHING_STARTED = { brokers: null, redisUrl: null };

function planned(
  env: Record<string, string>,
  topology: Topology = STANDALONE,
  started: Parameters<typeof engineSettings>[1] = NOTHING_STARTED,
) {
  const config = loadConfig(env);
  const plans = processPlans({
    topology,
    config,
    engines: engineSettings(config, started),
    home: '/home/of/product',
    root: '/checkout',
    databaseUrl: 'postgresql://database',
    authSecret: 'the-secret-that-signs-for-32-chars',
  });
  return Object.fromEntries(plans.map((plan) => [plan.name, plan]));
}

describe('the processes of the product', () => {
  it('are the three of the architecture', () => {
    expect(Object.values(planned({})).map((plan) => plan.command.at(-1))).toEqual([
      '/checkout/apps/control-plane/dist/main.api.js',
      '/checkout/apps/control-plane/dist/main.scheduler.js',
      '/checkout/apps/runner/dist/main.js',
    ]);
  });

  it('get the secret and the mail server only where they are needed', () => {
    const { api, scheduler, runner } = planned({ SMTP_URL: 'smtp://mail' });
    expect(api?.env).toMatchObject({
      AUTH_SECRET: 'the-secret-that-signs-for-32-chars',
      SMTP_URL: 'smtp://mail',
    });
    for (const plan of [scheduler, runner]) {
      expect(JSON.stringify(plan?.env)).not.toMatch(/the-secret-that-signs|smtp:/);
    }
  });

  it('share no internal port', () => {
    const ports = Object.values(planned({ INTERNAL_PORT: '9100' })).map(
      (p) => p.env['INTERNAL_PORT'],
    );
    expect(ports).toEqual(['9100', '9101', '9102']);
  });

  it('are two of each in a cluster, which share no port', () => {
    const plans = planned({ PORT: '4000', INTERNAL_PORT: '9100' }, CLUSTER);
    expect(Object.keys(plans)).toEqual([
      'api-1',
      'api-2',
      'scheduler-1',
      'scheduler-2',
      'runner-1',
      'runner-2',
    ]);
    expect([plans['api-1'], plans['api-2']].map((plan) => plan?.env['PORT'])).toEqual([
      '4000',
      '4001',
    ]);
    const internal = Object.values(plans).map((plan) => plan.env['INTERNAL_PORT']);
    expect(new Set(internal).size).toBe(6);
  });

  it('use the bus that was started on this machine, whatever else is configured', () => {
    const elsewhere = { MESSAGING: 'postgres', KAFKA_BROKERS: 'far:9092', KAFKA_PARTITIONS: '5' };
    const started = { brokers: '127.0.0.1:1234', redisUrl: null };
    for (const plan of Object.values(planned(elsewhere, CLUSTER, started))) {
      expect(loadConfig(plan.env)).toMatchObject({
        messaging: 'kafka',
        kafka: { brokers: ['127.0.0.1:1234'], partitions: 5, replication: 1 },
      });
    }
  });

  it('read their settings as they were given', () => {
    const given = { RUNNER_MAX_SANDBOXES: '7', RUNNER_DRAIN_MS: '1234', DATABASE_POOL_SIZE: '3' };
    const runner = loadConfig(planned(given)['runner']?.env);
    expect(runner).toMatchObject({
      databasePoolSize: 3,
      databaseUrl: 'postgresql://database',
      home: '/home/of/product',
      runner: { maxSandboxes: 7, drainMs: 1234 },
    });
  });
});
