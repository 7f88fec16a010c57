import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKafkaMessaging } from '@aispinner/messaging';
import { loadConfig } from '@aispinner/platform';
import { createRedisState } from '@aispinner/state';
import { eventually } from '@aispinner/testing';
import { KeptService, type Startable } from '../../apps/standalone/src/kept-service.ts';
import { ProcessOutput } from '../../apps/standalone/src/process-output.ts';
import { kafkaService, redisService } from '../../apps/standalone/src/services.ts';

const IN_TIME = { timeoutMs: 60_000 };

describe('of this machine, kept and killed with -9,', () => {
  const opened: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  }, 60_000);

  async function keep(
    make: (folder: string, output: ProcessOutput) => Startable,
  ): Promise<{ folder: string; address: string; shown: string[] }> {
    const folder = mkdtempSync(join(tmpdir(), 'aispinner-kept-service-'));
    const shown: string[] = [];
    const show = (line: string): void => void shown.push(line);
    const output = new ProcessOutput('service', folder, show);
    const kept = new KeptService(make(folder, output), show);
    opened.push(async () => {
      await kept.stop();
      output.close();
      rmSync(folder, { recursive: true, force: true });
    });
    return { folder, address: await kept.start(), shown };
  }

  /** Resolves when its keeper has seen its end, the `times`th: until then it may still answer. */
  async function killed(pidFile: string, shown: readonly string[], times = 1): Promise<void> {
    process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGKILL');
    const ends = (): string[] => shown.filter((line) => line.includes('ended (SIGKILL)'));
    await eventually(() => expect(ends()).toHaveLength(times), IN_TIME);
  }

  it('a Redis comes back at its address with what it had acknowledged', async () => {
    const { folder, address: url, shown } = await keep(redisService);
    const options = { url, caFile: null, prefix: 'test:', durability: 'require' } as const;
    const state = createRedisState({ ...options, retryForMs: 60_000 });
    opened.push(() => state.close());
    const owner = { tenantId: 'ten_1', workspaceId: 'wsp_1', workerId: 'wrk_1', fence: null };
    await state.store.set(owner, 'k', '1', { maxKeys: 10 });
    for (const round of [1, 2]) {
      await killed(join(folder, 'pid'), shown, round);
      expect(await state.store.get(owner, 'k')).toMatchObject({ valueJson: String(round) });
      await state.store.set(owner, 'k', String(round + 1), { maxKeys: 10 });
    }
  }, 60_000);

  it('a Kafka comes back at its address with what it had acknowledged', async () => {
    const { folder, address, shown } = await keep(kafkaService);
    const { kafka: config } = loadConfig({ KAFKA_PARTITIONS: '2' });
    const bus = createKafkaMessaging({ config, brokers: [address] });
    opened.push(() => bus.close());
    const logs = { tenantId: 'ten_1', workspaceId: 'wsp_1', workerId: 'wrk_1', tickId: 't' };
    const batch = (batchId: string) => ({ batchId, ...logs, version: 1, lines: [] });
    await bus.logs.publish([batch('before')]);
    await killed(join(folder, 'broker-1', 'pid'), shown);
    await bus.logs.publish([batch('after')]);
    const got: string[] = [];
    await bus.logs.consume({ consumerId: 'a', maxBatch: 10 }, (batches) => {
      got.push(...batches.map(({ batchId }) => batchId));
      return Promise.resolve();
    });
    await eventually(() => expect(got).toEqual(['before', 'after']), IN_TIME);
  }, 120_000);
});
