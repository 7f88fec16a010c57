export {
  CapabilityError,
  type Capabilities,
  type Execution,
  type ExecutionResult,
  type LogLine,
  type SandboxLimits,
  type TickFacts,
  type WorkerActivation,
} from './execution.ts';
export {
  createSandboxHost,
  type SandboxHost,
  type SandboxHostOptions,
} from './create-sandbox-host.ts';
export {
  SandboxUnavailableError,
  type PoolLog,
  type PoolOptions,
  type PoolStats,
} from './pool-options.ts';
export { PROCESS_WALLS, type ProcessWall } from './process-walls.ts';
export { MissingWallsError } from './required-walls.ts';
export { SandboxPool } from './sandbox-pool.ts';
export type { Answer, RunHost, RunRequest, Sandbox } from './sandbox.ts';
