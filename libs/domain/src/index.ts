export { keyAllows, PERMISSIONS, roleAllows, ROLES, type Permission, type Role } from './access.ts';
export { isInPause, LONGEST_PAUSE_MS, pauseAfterLosses } from './back-off.ts';
export { FairTurns } from './fair-turns.ts';
export { MAX_JSON_DEPTH, problemOfJsonText, type JsonTextProblem } from './json-text.ts';
export {
  explainLateness,
  LATENESS_CAUSES,
  ON_TIME_MS,
  type Lateness,
  type LatenessCause,
  type LatenessParts,
  type TickInstants,
} from './lateness.ts';
export {
  CODE_BYTES,
  LOG_BATCH_MESSAGES,
  LOG_MESSAGE_CHARS,
  MAX_ERRORS,
  STATE_KEY_CHARS,
  STATE_VALUE_BYTES,
  TEST_RUN_TICKS,
  TEST_RUN_TIMEOUT_SECONDS,
  TICK_INTERVAL_SECONDS,
  WORKER_NAME_CHARS,
  WORKSPACE_NAME_CHARS,
} from './limits.ts';
export {
  costsSandbox,
  countsAsError,
  KILL_REASONS,
  OUTCOMES,
  SKIP_REASONS,
  type KillReason,
  type Outcome,
  type OutcomeKind,
  type SkipReason,
  type WorkerError,
} from './outcome.ts';
export { overQuota, type OverQuota, type PlanLimits } from './plan.ts';
export {
  decideDue,
  latestDueAt,
  nextDueAfter,
  phaseOf,
  scheduleOf,
  type DueDecision,
  type Schedule,
} from './schedule.ts';
export { quantileOf, timeOfBucket, type Sketch } from './sketch.ts';
export { shardMoves, shareOf, SHARDS, type ShardMoves, type ShardOwner } from './shard-shares.ts';
export { problemOfStateKey, problemOfStateValue } from './state-rules.ts';
export { parseTickId, tickIdOf } from './tick-id.ts';
export { unreachable } from './unreachable.ts';
export {
  afterOutcome,
  effectiveIntervalSeconds,
  firstDueAt,
  WORKER_STATUSES,
  type Aftermath,
  type WorkerFacts,
  type WorkerStatus,
} from './worker-lifecycle.ts';
