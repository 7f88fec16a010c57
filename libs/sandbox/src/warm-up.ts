import type { WorkerActivation } from './execution.ts';
import type { Answer, RunHost, Sandbox } from './sandbox.ts';

const TIMEOUT_MS = 10_000;

/**
 * A worker that touches what most workers do. WebAssembly is compiled function by function as it is
 * first called, which would otherwise be paid by the first tick of whoever gets the sandbox.
 */
const CODE = `
import datetime, json, math, random, re

class Warm:
    def __init__(self, n):
        self.n = n

def setup(ctx):
    ctx.state.set('warm', {'a': [1, 2.5, None, 'ä'], 'b': {'c': True}})

def tick(ctx):
    value = ctx.state.get('warm', 0)
    text = f"{ctx.worker.name} {ctx.tick.number:>4} {math.sqrt(2):.3f} {value!r}"
    print(text, sorted([3, 1, 2], key=lambda n: -n))
    ctx.log.info(json.dumps({'n': [Warm(i).n for i in range(5)]}, indent=1))
    ctx.log.info(str(datetime.datetime.now(datetime.timezone.utc).isoformat()))
    re.sub(r'(\\d+)', 'x', 'a1b22')
    random.random()
    raise ValueError('warm')

def on_error(ctx, error):
    print(type(error).__name__, error)
`;

const ACTIVATION: WorkerActivation = {
  id: 'warm-up',
  workspaceId: '',
  workerId: 'warm-up',
  name: 'warm-up',
  version: 1,
  intervalSeconds: 1,
  code: CODE,
  isolation: 'shared',
};

const HOST: RunHost = {
  capabilities: {
    call: (method) =>
      Promise.resolve(method === 'state.get' ? { found: true, valueJson: '{"a":[1,2.5]}' } : null),
  },
  onLog: () => undefined,
  onFlush: () => undefined,
};

/** Runs a worker of the platform's and drops it again. Rejects when the sandbox does not do as it should. */
export async function warmUp(sandbox: Sandbox): Promise<void> {
  const { id } = ACTIVATION;
  const startedAt = new Date();
  const tick = { number: 1, dueAt: startedAt };
  const error = { type: 'ValueError', message: 'warm', traceback: '' };
  const answers: Answer<object>[] = [
    await sandbox.load(ACTIVATION, HOST, TIMEOUT_MS),
    await sandbox.run(id, { fn: 'setup' }, HOST, TIMEOUT_MS),
    await sandbox.run(id, { fn: 'tick', tick, startedAt }, HOST, TIMEOUT_MS),
    await sandbox.run(id, { fn: 'on_error', tick, startedAt, error }, HOST, TIMEOUT_MS),
    await sandbox.unload(id, TIMEOUT_MS),
  ];
  const failed = answers.find((answer) => answer.kind !== 'answered');
  if (failed === undefined) return;
  sandbox.kill('crashed');
  await sandbox.gone;
  throw new Error(`a sandbox fails its warm-up: ${JSON.stringify(failed)}`);
}
