import {
  createSandboxHost,
  type Capabilities,
  type Execution,
  type SandboxHost,
  type WorkerActivation,
} from '@aispinner/sandbox';

export const EMPTY_TICK = 'def tick(ctx):\n    pass\n';
export const GET_AND_SET = `
def tick(ctx):
    ctx.state.set('n', ctx.state.get('n', 0) + 1)
`;
/** What an ordinary worker begins with. */
export const ORDINARY = `
import json
import math
import statistics

class Window:
    def __init__(self, size):
        self.size = size
        self.values = []

    def add(self, value):
        self.values = (self.values + [value])[-self.size:]
        return statistics.fmean(self.values)

def setup(ctx):
    global window
    window = Window(10)

def tick(ctx):
    mean = window.add(math.sin(ctx.tick.number))
    ctx.log.info(json.dumps({'tick': ctx.tick.number, 'mean': round(mean, 3)}))
`;

const LIMITS = {
  tickTimeoutMs: 10_000,
  memoryMb: 256,
  maxSandboxesPerWorkspace: 4,
  logMessagesPerTick: 1000,
  logBytesPerTick: 256 * 1024,
};

/** State in memory: what is measured is the way to it. */
class MemoryState implements Capabilities {
  private readonly values = new Map<string, string>();

  call(method: string, args: unknown): Promise<unknown> {
    const { key, valueJson } = args as { key: string; valueJson: string };
    if (method === 'state.get') {
      const found = this.values.get(key);
      return Promise.resolve({ found: found !== undefined, valueJson: found ?? null });
    }
    if (method !== 'state.set') throw new Error(`the benchmark has no ${method}`);
    this.values.set(key, valueJson);
    return Promise.resolve(null);
  }
}

export function startBenchHost(imageDir: string, spares: number): Promise<SandboxHost> {
  return createSandboxHost({
    imageDir,
    images: 1,
    spares,
    memoryMb: LIMITS.memoryMb,
    maxSandboxes: spares + 4,
    maxMemoryMb: 8192,
    idleMs: 600_000,
    maxConcurrentBoots: 1,
    log: { warn: (fields, message) => console.error(message, fields) },
  });
}

/** A worker of a workspace of its own. */
export class BenchWorker {
  private readonly pool: SandboxHost['pool'];
  private readonly activation: WorkerActivation;
  private readonly capabilities = new MemoryState();
  private ticks = 0;

  constructor(pool: SandboxHost['pool'], name: string, code: string) {
    this.pool = pool;
    this.activation = {
      id: `${name}:1`,
      workspaceId: `workspace-${name}`,
      workerId: name,
      name,
      version: 1,
      intervalSeconds: 1,
      code,
      isolation: 'shared',
    };
  }

  /** The whole way of a tick through the pool. Rejects when it does not end well. */
  async tick(): Promise<void> {
    const execution: Execution = {
      activation: this.activation,
      tick: { number: (this.ticks += 1), dueAt: new Date() },
      limits: LIMITS,
      capabilities: this.capabilities,
      onLogs: () => undefined,
    };
    const { outcome, error } = await this.pool.execute(execution);
    if (outcome !== 'ok') throw new Error(`a tick ended as ${outcome}: ${error?.message ?? ''}`);
  }
}
