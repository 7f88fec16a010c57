import type { SandboxHost } from '@aispinner/sandbox';
import { executionOf } from './execution-of.ts';

const EVERY_MS = 100;

export interface Neighbour {
  /** Milliseconds from when each tick was due to when it began, until now. */
  readonly lateness: readonly number[];
  readonly failed: readonly string[];
  stop(): Promise<void>;
}

/** An honest worker of another workspace, due every 100 ms for as long as it is let. */
export function startNeighbour(host: SandboxHost): Neighbour {
  const lateness: number[] = [];
  const failed: string[] = [];
  let isStopped = false;
  const code = 'n = 0\ndef tick(ctx):\n    global n\n    n += 1\n    ctx.state.set("n", n)\n';
  const live = async (): Promise<void> => {
    while (!isStopped) {
      const dueAt = Date.now() + EVERY_MS;
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      const { execution } = executionOf({
        workspaceId: 'neighbour',
        workerId: 'neighbour',
        code,
        timeoutMs: 10_000,
      });
      const result = await host.pool.execute(execution);
      if (result.outcome !== 'ok') failed.push(`${result.outcome} ${result.reason}`);
      lateness.push(result.startedAt.getTime() - dueAt);
    }
  };
  const living = live();
  return {
    lateness,
    failed,
    async stop() {
      isStopped = true;
      await living;
    },
  };
}

/** The value below which a share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
