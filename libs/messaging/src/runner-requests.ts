import type { RunnerReply, RunnerRequest } from '@aispinner/contracts';

/** No runner answered in time. Retriable. */
export class NoRunnerError extends Error {
  override readonly name = 'NoRunnerError';
  readonly retriable = true;
}

/**
 * Questions with one answer, from the control plane to any runner: deploy checks and test runs. At
 * most once: a request whose runner dies gets no answer, and the asker decides.
 */
export interface RunnerRequests {
  /** Rejects with `NoRunnerError` when no reply came within `timeoutMs`. */
  ask(request: RunnerRequest, timeoutMs: number): Promise<RunnerReply>;
  serve(
    options: { consumerId: string; maxInFlight: number },
    answer: (request: RunnerRequest) => Promise<RunnerReply>,
  ): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}
