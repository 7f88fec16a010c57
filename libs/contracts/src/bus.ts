import { KILL_REASONS, LATENESS_CAUSES, OUTCOMES, SKIP_REASONS } from '@aispinner/domain';
import { z } from 'zod';

/** Messages between the control plane and the runners. Instants are epoch milliseconds on the wire. */
const instant = z.number().int().nonnegative();

/** What the plan of the tenant allows a tick; the runner enforces it. */
export const tickLimits = z.object({
  tickTimeoutMs: z.number().int().positive(),
  memoryMb: z.number().int().positive(),
  /** Of all sandboxes of the workspace, on average. A message of an older scheduler has none. */
  cpuMsPerSecond: z.number().int().positive().default(2000),
  maxSandboxesPerWorkspace: z.number().int().positive(),
  /** Of the workspace, where ticks wait for each other. A message of an older scheduler has none. */
  turnWeight: z.number().int().positive().default(1),
  logMessagesPerTick: z.number().int().positive(),
  logBytesPerTick: z.number().int().positive(),
  maxStateKeysPerWorker: z.number().int().positive(),
});
export type TickLimits = z.infer<typeof tickLimits>;

export const isolation = z.enum(['shared', 'dedicated']);
export type Isolation = z.infer<typeof isolation>;

/** A due tick, from the scheduler to a runner. Keyed by workspace. */
export const tickMessage = z.object({
  tickId: z.string(),
  tenantId: z.string(),
  workspaceId: z.string(),
  workerId: z.string(),
  workerName: z.string(),
  version: z.number().int().positive(),
  /** Counts starts, restarts and deploys: a sandbox holding an older one is not used again. */
  activation: z.number().int().nonnegative(),
  isolation,
  intervalSeconds: z.number().int().positive(),
  /** 1 for the first tick of the worker, counted by the scheduler. */
  number: z.number().int().positive(),
  dueAt: instant,
  queuedAt: instant,
  limits: tickLimits,
});
export type TickMessage = z.infer<typeof tickMessage>;

export const workerError = z.object({
  type: z.string(),
  message: z.string(),
  traceback: z.string(),
});

const partMs = z.number().nonnegative();
/** A runner of an earlier version sends no `predecessor`. */
export const latenessParts = z.object({
  scheduler: partMs,
  queue: partMs,
  predecessor: partMs.default(0),
  sandbox: partMs,
  cold_start: partMs,
});

/** How a tick ended, from whoever decided it to the ledger. Exactly one is recorded for a tick id. */
export const outcomeMessage = z.object({
  tickId: z.string(),
  tenantId: z.string(),
  workspaceId: z.string(),
  workerId: z.string(),
  version: z.number().int().positive(),
  number: z.number().int().positive().nullable(),
  outcome: z.enum(OUTCOMES),
  reason: z.enum([...SKIP_REASONS, ...KILL_REASONS]).nullable(),
  error: workerError.nullable(),
  dueAt: instant,
  queuedAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant,
  latenessMs: z.number().nonnegative().nullable(),
  cause: z.enum(LATENESS_CAUSES).nullable(),
  parts: latenessParts.nullable(),
  durationMs: z.number().nonnegative().nullable(),
  cpuMs: z.number().nonnegative().nullable(),
  /** Consecutive due times that a `missed` row stands for; 1 otherwise. */
  count: z.number().int().positive(),
});
export type OutcomeMessage = z.infer<typeof outcomeMessage>;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export const logLevel = z.enum(LOG_LEVELS);
export type LogLevel = z.infer<typeof logLevel>;

/** One batch of a worker's log lines. */
export const logMessage = z.object({
  /** Names the batch, so that a redelivered one is stored once. */
  batchId: z.string(),
  tenantId: z.string(),
  workspaceId: z.string(),
  workerId: z.string(),
  tickId: z.string(),
  version: z.number().int().positive(),
  lines: z.array(z.object({ level: logLevel, message: z.string(), at: instant })),
});
export type LogMessage = z.infer<typeof logMessage>;

/**
 * A live event is a hint that something is there to read, never the thing itself: a lost hint costs
 * a moment, not a record, and what may be seen is decided where it is read.
 */
export const liveEvent = z.object({
  kind: z.enum(['logs', 'ticks', 'worker', 'schedule']),
  tenantId: z.string(),
  workspaceId: z.string(),
  workerId: z.string(),
});
export type LiveEvent = z.infer<typeof liveEvent>;
