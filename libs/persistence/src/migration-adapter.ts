import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type pg from 'pg';

/** Of the catalogue's columns of type `"char"`, and of `text`. */
const CHAR_OID = 18;
const TEXT_OID = 25;

/** Goes before the name of such a column on its way through the adapter; no column is named so. */
const CHAR_MARK = '\u0000char:';

type Query = (config: pg.QueryConfig) => Promise<pg.QueryResult | pg.QueryResult[]>;

/**
 * adapter-pg for the schema engine, with two faults of its version 7.10 mended from outside:
 *
 * - It refuses columns of type `"char"`, of which the catalogue is full. They pass through it as `text`
 *   with a mark, and are given their type behind it.
 * - It cuts a script at every semicolon, those in function bodies too, and so makes many transactions
 *   of it. Sent whole, a script is one transaction: a failed migration leaves nothing behind.
 */
export function migrationAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const query = pool.query.bind(pool) as Query;
  const factory = new PrismaPg(
    Object.assign(pool, {
      query: async (config: pg.QueryConfig) => markChars(await query(config)),
    }),
  );
  const connect = factory.connect.bind(factory);
  return Object.assign(factory, {
    connect: async () => {
      const adapter = await connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      return Object.assign(adapter, {
        queryRaw: async (sql: SqlQuery) => unmarkChars(await queryRaw(sql)),
        // Without arguments this goes as it is, and its failure comes back as the engine knows it.
        executeScript: async (sql: string) =>
          void (await adapter.executeRaw({ sql, args: [], argTypes: [] })),
      });
    },
  });
}

function markChars<R extends pg.QueryResult | pg.QueryResult[]>(result: R): R {
  // A script of several statements has several results, which nobody reads.
  for (const field of Array.isArray(result) ? [] : result.fields) {
    if (field.dataTypeID !== CHAR_OID) continue;
    field.dataTypeID = TEXT_OID;
    field.name = CHAR_MARK + field.name;
  }
  return result;
}

function unmarkChars({ columnNames, columnTypes, ...rest }: SqlResultSet): SqlResultSet {
  return {
    ...rest,
    columnNames: columnNames.map((name) => name.replace(CHAR_MARK, '')),
    columnTypes: columnTypes.map((type, i) =>
      columnNames[i]?.startsWith(CHAR_MARK) === true ? ColumnTypeEnum.Character : type,
    ),
  };
}
