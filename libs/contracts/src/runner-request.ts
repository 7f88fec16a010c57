import { OUTCOMES } from '@aispinner/domain';
import { z } from 'zod';
import { logLevel, tickLimits, workerError } from './bus.ts';

/** What the control plane asks of any runner, with one reply: a deploy check or a test run. */
export const runnerRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('check'), requestId: z.string(), code: z.string() }),
  z.object({
    kind: z.literal('testRun'),
    requestId: z.string(),
    tenantId: z.string(),
    workspaceId: z.string(),
    code: z.string(),
    /** Scratch state: each value is JSON text, so that big integers keep their digits. */
    state: z.array(z.tuple([z.string(), z.string()])),
    ticks: z.number().int().positive(),
    limits: tickLimits,
  }),
]);
export type RunnerRequest = z.infer<typeof runnerRequest>;

/** Why a deploy is refused. Lines and columns count from 1. */
export const codeProblem = z.object({
  line: z.number().int(),
  column: z.number().int(),
  message: z.string(),
  code: z.string(),
});
export type CodeProblem = z.infer<typeof codeProblem>;

const testRunOutcome = z.enum(OUTCOMES).exclude(['skipped']);

export const runnerReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('check'),
    requestId: z.string(),
    problems: z.array(codeProblem),
  }),
  z.object({
    kind: z.literal('testRun'),
    requestId: z.string(),
    outcome: testRunOutcome,
    ticks: z.array(
      z.object({
        outcome: testRunOutcome,
        reason: z.string().nullable(),
        durationMs: z.number().nonnegative(),
        error: workerError.nullable(),
      }),
    ),
    logs: z.array(z.object({ level: logLevel, message: z.string(), at: z.number().int() })),
    state: z.array(z.tuple([z.string(), z.string()])),
    error: workerError.nullable(),
    /** Not empty when the code was refused before it ran. */
    problems: z.array(codeProblem),
  }),
  /** The runner could not do it: ours, and worth another try. */
  z.object({ kind: z.literal('failed'), requestId: z.string(), message: z.string() }),
]);
export type RunnerReply = z.infer<typeof runnerReply>;
