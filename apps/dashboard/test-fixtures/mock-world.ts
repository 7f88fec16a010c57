import type { MeView, StatsView, StatsWindow, TickView, UsageView } from '@aispinner/contracts';
import type { LatenessCause } from '@aispinner/domain';
import { PLANS } from './mock-plans.ts';
import { MockWorker } from './mock-worker.ts';

const WINDOWS: Readonly<Record<StatsWindow, readonly [number, number]>> = {
  '5m': [300, 5],
  '15m': [900, 15],
  '1h': [3600, 60],
  '6h': [21_600, 360],
  '24h': [86_400, 1440],
  '7d': [604_800, 10_080],
  '30d': [2_592_000, 43_200],
};

const PLAN: MeView['plan'] = {
  id: 'free',
  name: 'Free',
  limits: {
    maxWorkspaces: 5,
    maxWorkersPerWorkspace: 25,
    minTickIntervalSeconds: 1,
    maxSandboxesPerWorkspace: 2,
    turnWeight: 1,
    sandboxMemoryMb: 256,
    cpuMsPerSecond: 2000,
    tickTimeoutSeconds: 60,
    maxStateKeysPerWorker: 1000,
    logMessagesPerTick: 200,
    logBytesPerTick: 200_000,
    logRetentionHours: 168,
    tickRetentionHours: 720,
    maxApiKeys: 10,
  },
};

export const WORKSPACE = {
  id: 'ws1',
  name: 'Market desk',
  workers: PLANS.length,
  createdAt: '2026-11-01T08:00:00.000Z',
  updatedAt: '2026-11-01T08:00:00.000Z',
};

export const ME: MeView = {
  user: {
    id: 'u1',
    email: 'owner@example.com',
    isPlatformAdmin: false,
    createdAt: '2026-11-01T08:00:00.000Z',
  },
  tenant: { id: 't1', name: 'Example Trading', role: 'owner', suspended: false },
  permissions: ['read', 'write', 'manage', 'own'],
  memberships: [{ tenantId: 't1', tenantName: 'Example Trading', role: 'owner' }],
  plan: PLAN,
};

export const WORKERS = PLANS.map((plan, i) => new MockWorker(plan, Date.now(), i + 7));

const first = WORKERS[0];
first?.state.set('prices', {
  value: [99.8123, 100.0412, 100.3302, 100.1291, 99.9744, 100.2208],
  updatedAt: new Date().toISOString(),
});
first?.state.set('side', {
  value: 'above',
  updatedAt: new Date(Date.now() - 94_000).toISOString(),
});

export function usage(): UsageView {
  return {
    plan: PLAN,
    workspaces: { used: 1, limit: 5 },
    apiKeys: { used: 2, limit: 10 },
    workersByWorkspace: [
      { workspaceId: WORKSPACE.id, name: WORKSPACE.name, used: 5, limit: 25, running: 3 },
    ],
    ticks: {
      since: new Date(Date.now() - 86_400_000).toISOString(),
      ran: 109_482,
      durationMs: 3_214_000,
      cpuMs: 2_641_000,
    },
  };
}

export function statsOf(worker: MockWorker, window: StatsWindow): StatsView {
  const [seconds, sliceSeconds] = WINDOWS[window];
  const toMs = Math.ceil(Date.now() / (sliceSeconds * 1000)) * sliceSeconds * 1000;
  const fromMs = toMs - seconds * 1000;
  const slices = Math.round(seconds / sliceSeconds);
  const bins: MockWorker['ticks'][] = Array.from({ length: slices }, () => []);
  for (const tick of worker.ticks) {
    const index = Math.floor((Date.parse(tick.dueAt) - fromMs) / (sliceSeconds * 1000));
    bins[index]?.push(tick);
  }
  return {
    window,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    sliceSeconds,
    total: sliceOf(bins.flat()),
    series: bins.map((bin, i) => ({
      at: new Date(fromMs + i * sliceSeconds * 1000).toISOString(),
      ...sliceOf(bin),
    })),
  };
}

function sliceOf(ticks: MockWorker['ticks']): StatsView['total'] {
  const counts = { ok: 0, error: 0, timeout: 0, killed: 0, skipped: 0 };
  for (const tick of ticks) counts[tick.outcome]++;
  const ran = ticks.length - counts.skipped;
  return {
    counts,
    errorRate: ran === 0 ? null : (ran - counts.ok) / ran,
    latenessMs: percentiles(ticks.flatMap((tick) => tick.latenessMs ?? [])),
    latenessParts: meansOf(ticks.flatMap((tick) => tick.parts ?? [])),
    durationMs: percentiles(ticks.flatMap((tick) => tick.durationMs ?? [])),
  };
}

function percentiles(values: number[]): StatsView['total']['latenessMs'] {
  if (values.length === 0) return null;
  const sorted = values.sort((a, b) => a - b);
  const at = (q: number): number => sorted[Math.ceil(q * sorted.length) - 1] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function meansOf(parts: NonNullable<TickView['parts']>[]): StatsView['total']['latenessParts'] {
  if (parts.length === 0) return null;
  const mean = (cause: LatenessCause): number =>
    parts.reduce((sum, each) => sum + each[cause], 0) / parts.length;
  return {
    scheduler: mean('scheduler'),
    queue: mean('queue'),
    predecessor: mean('predecessor'),
    sandbox: mean('sandbox'),
    cold_start: mean('cold_start'),
  };
}
