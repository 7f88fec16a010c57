import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@aispinner/testing';
import { CLOCK_DRILLS } from './clock-drills.ts';
import { startDrilledCluster, type DrilledCluster } from './drilled-cluster.ts';
import { checkHistory } from './history-checker.ts';
import { KAFKA_DRILLS } from './kafka-drills.ts';
import { KILL_DRILLS } from './kill-drills.ts';
import { leftBehind, takeStock, type Stock } from './left-behind.ts';
import { DrillGround } from './run-drill.ts';
import { RUNNER_DRILLS } from './runner-drills.ts';

const DRILLS = [...KILL_DRILLS, ...RUNNER_DRILLS, ...KAFKA_DRILLS, ...CLOCK_DRILLS];

let cluster: DrilledCluster;
let ground: DrillGround;
let stock: Stock;

beforeAll(async () => {
  cluster = await startDrilledCluster();
  ground = new DrillGround(cluster, DRILLS);
  stock = await takeStock(cluster);
}, 300_000);

afterAll(() => cluster?.stop(), 120_000);

describe('no promise is broken by', () => {
  it.each(DRILLS)('$name', (drill) => ground.run(drill), 180_000);
});

describe('after all of it', () => {
  it('the histories have not changed', () => ground.judgeAgain(), 60_000);

  it('nothing is left behind once the workers are deleted', async () => {
    const { apis, product } = cluster;
    const demo = await apis[0].all<{ id: string }>(`/workspaces/${product.workspaceId}/workers`);
    for (const { id } of demo) await apis[0].expect('POST', `/workers/${id}/stop`);
    for (const id of await ground.workspaceIds()) {
      await apis[0].expect('DELETE', `/workspaces/${id}`);
    }
    await eventually(
      async () => {
        const resources = await leftBehind(cluster, stock);
        expect(checkHistory({ workers: [], disturbances: [], resources })).toEqual([]);
      },
      { timeoutMs: 60_000, everyMs: 500 },
    );
  }, 120_000);
});
