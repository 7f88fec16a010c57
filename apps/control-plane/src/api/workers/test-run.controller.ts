import type { CodeProblem, TestRunView } from '@aispinner/contracts';
import { Workspaces, type TenantPlan } from '@aispinner/persistence';
import { Controller, Inject } from '@nestjs/common';
import type { Caller } from '../auth/caller.ts';
import { RATE_LIMITS, RateLimits } from '../auth/rate-limits.ts';
import { Asker, Handles, Input } from '../http/handles.ts';
import { jsonMembers, jsonObject } from '../http/json-members.ts';
import { badInput, notFound } from '../http/refusal.ts';
import { JsonText, type InputOf } from '../http/route.ts';
import { stateProblems } from '../state/state-problems.ts';
import { CodeCheck, type TestRunReply, type TestRunRequest } from './code-check.ts';
import { testRun } from './test-run-routes.ts';

@Controller()
export class TestRunController {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(CodeCheck) private readonly check: CodeCheck,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  @Handles(testRun)
  async run(
    @Input() { params, body, bodyText }: InputOf<typeof testRun>,
    @Asker() caller: Caller,
  ): Promise<JsonText> {
    const { tenantId, plan } = caller;
    const workspace = await this.workspaces.find(tenantId, params.workspaceId);
    if (workspace === null) throw notFound('workspace');
    const state = scratchState(bodyText, plan);
    await this.limits.take(RATE_LIMITS.testRun, tenantId);
    const reply = await this.check.testRun({
      tenantId,
      workspaceId: workspace.id,
      code: body.code,
      state,
      ticks: body.ticks,
      limits: tickLimitsOf(plan, body.timeoutSeconds),
    });
    return new JsonText(viewText(reply));
  }
}

/** The state that the run begins with, from the text of the body: its integers keep their digits. */
function scratchState(bodyText: string, plan: TenantPlan): [string, string][] {
  const entries = [...jsonMembers(jsonMembers(bodyText).get('state') ?? '{}')];
  const errors = entries.flatMap(([key, valueJson]) =>
    stateProblems(`state.${key}`, key, valueJson),
  );
  const { maxStateKeysPerWorker } = plan.limits;
  if (entries.length > maxStateKeysPerWorker) {
    errors.push({ path: 'state', message: `At most ${maxStateKeysPerWorker} keys.` });
  }
  if (errors.length > 0) throw badInput(errors);
  return entries;
}

/** The plan's limits, and the time that was asked for where it is shorter. */
function tickLimitsOf({ limits }: TenantPlan, timeoutSeconds: number): TestRunRequest['limits'] {
  return {
    tickTimeoutMs: Math.round(Math.min(timeoutSeconds, limits.tickTimeoutSeconds) * 1000),
    memoryMb: limits.sandboxMemoryMb,
    cpuMsPerSecond: limits.cpuMsPerSecond,
    maxSandboxesPerWorkspace: limits.maxSandboxesPerWorkspace,
    turnWeight: limits.turnWeight,
    logMessagesPerTick: limits.logMessagesPerTick,
    logBytesPerTick: limits.logBytesPerTick,
    maxStateKeysPerWorker: limits.maxStateKeysPerWorker,
  };
}

/** `TestRunView` as text: the values of the state are text already. */
function viewText(reply: TestRunReply): string {
  const view: Omit<TestRunView, 'state'> = {
    outcome: reply.outcome,
    ticks: reply.ticks,
    logs: reply.logs.map(({ level, message, at }) => {
      return { level, message, at: new Date(at).toISOString() };
    }),
    error: reply.error ?? refusalOf(reply.problems),
    problems: reply.problems,
  };
  return jsonObject([
    ...Object.entries(view).map(([name, value]) => [name, JSON.stringify(value)] as const),
    ['state', jsonObject(reply.state)],
  ]);
}

/** Code that could not be loaded has failed too, and a reader of `error` should see why. */
function refusalOf(problems: readonly CodeProblem[]): TestRunView['error'] {
  const [first] = problems;
  return first === undefined
    ? null
    : {
        type: 'SyntaxError',
        message: first.message,
        traceback: problems
          .map((p) => `line ${p.line}, column ${p.column}: ${p.message}`)
          .join('\n'),
      };
}
