import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startInternalServer, type InternalServer } from './internal-server.ts';
import { Metrics } from './metrics.ts';

describe('the internal server', () => {
  let server: InternalServer;
  let metrics: Metrics;
  let notReady: () => Promise<string | null>;

  beforeEach(async () => {
    metrics = new Metrics('test');
    notReady = async () => null;
    server = await startInternalServer({
      host: '127.0.0.1',
      port: 0,
      metrics,
      notReady: () => notReady(),
    });
  });
  afterEach(() => server.close());

  const get = async (path: string, method = 'GET'): Promise<{ status: number; body: string }> => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    return { status: response.status, body: await response.text() };
  };

  it('is healthy while it answers', async () => {
    notReady = async () => 'database away';
    expect(await get('/healthz')).toEqual({ status: 200, body: 'ok\n' });
  });

  it('says why it is not ready', async () => {
    expect(await get('/readyz')).toEqual({ status: 200, body: 'ready\n' });
    notReady = async () => 'database away';
    expect(await get('/readyz')).toEqual({ status: 503, body: 'database away\n' });
    notReady = () => Promise.reject(new Error('secret detail'));
    expect(await get('/readyz')).toEqual({ status: 503, body: 'failed\n' });
  });

  it('gives what was counted, with the name of the process', async () => {
    const ticks = metrics.counter({ name: 'ticks_total', help: 'Ticks.', labels: ['outcome'] });
    ticks.add(2, { outcome: 'ok' });
    ticks.add(3, { outcome: 'ok' });
    metrics.gauge({ name: 'depth', help: 'Depth.' }).set(7);
    metrics.histogram({ name: 'lag_seconds', help: 'Lag.' }).observe(0.004);
    const { body } = await get('/metrics');
    expect(body).toContain('ticks_total{outcome="ok",process="test"} 5');
    expect(body).toContain('depth{process="test"} 7');
    expect(body).toContain('lag_seconds_bucket{le="0.005",process="test"} 1');
    expect(body).toContain('lag_seconds_bucket{le="0.0025",process="test"} 0');
    expect(body).toContain('nodejs_eventloop_lag_seconds');
  });

  it('knows nothing else', async () => {
    expect((await get('/')).status).toBe(404);
    expect((await get('/healthz', 'POST')).status).toBe(405);
  });
});
