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
