export {
  isolation,
  liveEvent,
  LOG_LEVELS,
  logLevel,
  logMessage,
  outcomeMessage,
  tickLimits,
  tickMessage,
  workerError,
  type Isolation,
  type LiveEvent,
  type LogLevel,
  type LogMessage,
  type OutcomeMessage,
  type TickLimits,
  type TickMessage,
} from './bus.ts';
export {
  codeProblem,
  runnerReply,
  runnerRequest,
  type CodeProblem,
  type RunnerReply,
  type RunnerRequest,
} from './runner-request.ts';
export {
  apiKeyView,
  createApiKeyBody,
  createdApiKeyView,
  type ApiKeyView,
  type CreateApiKeyBody,
  type CreatedApiKeyView,
} from './public-api/api-keys.ts';
export { auditView, type AuditView } from './public-api/audit.ts';
export {
  confirmBody,
  loginBody,
  PASSWORD_CHARS,
  refreshBody,
  registerBody,
  registrationView,
  sessionView,
  type ConfirmBody,
  type LoginBody,
  type RefreshBody,
  type RegisterBody,
  type RegistrationView,
  type SessionView,
} from './public-api/auth.ts';
export { PAGE_LIMIT, pageOf, pageQuery, type Page, type PageQuery } from './public-api/fields.ts';
export {
  logsQuery,
  logStreamQuery,
  logView,
  type LogStreamQuery,
  type LogView,
  type LogsQuery,
} from './public-api/logs.ts';
export { problem, problemError, type Problem, type ProblemError } from './public-api/problem.ts';
export {
  putStateBody,
  stateEntryView,
  type PutStateBody,
  type StateEntryView,
} from './public-api/state.ts';
export {
  STATS_WINDOWS,
  statsQuery,
  statsView,
  type StatsQuery,
  type StatsView,
  type StatsWindow,
} from './public-api/stats.ts';
export {
  addMemberBody,
  memberView,
  meView,
  planView,
  type AddMemberBody,
  type MeView,
  type MemberView,
  type PlanView,
} from './public-api/tenancy.ts';
export {
  testRunBody,
  testRunView,
  type TestRunBody,
  type TestRunView,
} from './public-api/test-runs.ts';
export { ticksQuery, tickView, type TickView, type TicksQuery } from './public-api/ticks.ts';
export { usageView, type UsageView } from './public-api/usage.ts';
export {
  deployBody,
  rollbackBody,
  versionView,
  versionWithCodeView,
  type DeployBody,
  type RollbackBody,
  type VersionView,
  type VersionWithCodeView,
} from './public-api/versions.ts';
export {
  createWorkerBody,
  updateWorkerBody,
  workerView,
  type CreateWorkerBody,
  type UpdateWorkerBody,
  type WorkerView,
} from './public-api/workers.ts';
export {
  createWorkspaceBody,
  updateWorkspaceBody,
  workspaceEvent,
  workspaceView,
  type CreateWorkspaceBody,
  type UpdateWorkspaceBody,
  type WorkspaceEvent,
  type WorkspaceView,
} from './public-api/workspaces.ts';
export {
  checkResult,
  guestFrame,
  loadResult,
  MAX_FRAME_BYTES,
  runResult,
  emptyResult,
  type CheckResult,
  type GuestCall,
  type GuestError,
  type GuestFrame,
  type GuestLog,
  type HostFrame,
  type HostReply,
  type HostRequest,
  type LoadResult,
  type RunResult,
} from './sandbox-protocol.ts';
