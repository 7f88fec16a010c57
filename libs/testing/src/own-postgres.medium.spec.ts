import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createDatabase } from '@aispinner/persistence';
import { eventually } from './eventually.ts';
import { startPostgres, type OwnPostgres } from './own-postgres.ts';

jest.setTimeout(60_000);

describe('a Postgres of its own', () => {
  let postgres: OwnPostgres;

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  it('is migrated, and keeps what was committed through kill -9', async () => {
    const database = createDatabase({ url: postgres.url, poolSize: 2 });
    const tenant = { id: 'ten_1', name: 'One', planId: 'free' };
    await database.system().tenant.create({ data: tenant });

    await postgres.kill();
    await eventually(() => expect(database.ping()).rejects.toThrow());
    await postgres.restart();

    expect(await database.system().tenant.findMany()).toMatchObject([tenant]);
    await database.close();
  });
});
