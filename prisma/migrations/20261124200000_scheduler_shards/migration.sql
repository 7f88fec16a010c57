-- CreateTable
CREATE TABLE "scheduler_shards" (
    "shard" INTEGER NOT NULL,
    "owner" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '-infinity',

    CONSTRAINT "scheduler_shards_pkey" PRIMARY KEY ("shard")
);

-- CreateTable
CREATE TABLE "schedulers" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schedulers_pkey" PRIMARY KEY ("id")
);


-- What follows is beyond schema.prisma.

-- ---------------------------------------------------------------- each worker's shard
-- Made by the database, so that no writer can forget it or reckon another. `hashtext` may differ between
-- major versions of Postgres: a dump holds no generated columns, so a restore reckons all of them anew.

ALTER TABLE "workers" ADD COLUMN "shard" INTEGER NOT NULL GENERATED ALWAYS AS (hashtext("id") & 63) STORED;

-- A row for each shard, for good: schedulers only ever write who holds it.
INSERT INTO "scheduler_shards" ("shard") SELECT generate_series(0, 63);
ALTER TABLE "scheduler_shards" ADD CONSTRAINT "scheduler_shards_range" CHECK ("shard" BETWEEN 0 AND 63);

-- ---------------------------------------------------------------- the scheduler's way in
-- Each scheduler reads the left ends of its own shards.

DROP INDEX "workers_due";
CREATE INDEX "workers_due" ON "workers" ("shard", "next_due_at") WHERE "status" = 'running';

ALTER TABLE "scheduler_shards" SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
ALTER TABLE "schedulers" SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

-- ---------------------------------------------------------------- out of tenants' reach

ALTER TABLE "scheduler_shards" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "schedulers" ENABLE ROW LEVEL SECURITY;
