import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '@aispinner/platform';
import { processPlans } from './process-plans.ts';

function planned(env: Record<string, string>) {
  const plans = processPlans({
    config: loadConfig(env),
    home: '/home/of/product',
    root: '/checkout',
    databaseUrl: 'postgresql://database',
    authSecret: 'the-secret-that-signs',
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
      AUTH_SECRET: 'the-secret-that-signs',
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
