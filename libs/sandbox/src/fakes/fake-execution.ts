import type { Execution } from '../execution.ts';

/** An execution that asks for nothing; its log goes to `logs`. */
export const execution = (
  workspaceId: string,
  workerId: string,
  options: {
    activationId?: string;
    isolation?: 'shared' | 'dedicated';
    memoryMb?: number;
    max?: number;
    signal?: Execution['signal'];
    logs?: string[];
  } = {},
): Execution => ({
  activation: {
    id: options.activationId ?? `${workerId}@1`,
    workspaceId,
    workerId,
    name: workerId,
    version: 1,
    intervalSeconds: 1,
    code: '',
    isolation: options.isolation ?? 'shared',
  },
  tick: { number: 1, dueAt: new Date() },
  limits: {
    tickTimeoutMs: 1000,
    memoryMb: options.memoryMb ?? 256,
    maxSandboxesPerWorkspace: options.max ?? 1,
    logMessagesPerTick: 100,
    logBytesPerTick: 10_000,
  },
  capabilities: { call: () => Promise.resolve(null) },
  onLogs: (batch) => options.logs?.push(...batch.map((line) => line.message)),
  ...(options.signal ? { signal: options.signal } : {}),
});
