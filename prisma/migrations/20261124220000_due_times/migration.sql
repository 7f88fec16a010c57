-- What a tick changes of its worker, apart from the worker: small rows with one index, so that a claim
-- costs the same whatever the number of workers (docs/adr/0020-due-times-apart-from-workers.md).

-- CreateTable
CREATE TABLE "due_times" (
    "shard" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "tick_count" BIGINT NOT NULL,
    "accounted_at" TIMESTAMPTZ(3),
    "worker_id" TEXT NOT NULL,

    CONSTRAINT "due_times_pkey" PRIMARY KEY ("shard","due_at","worker_id")
);

-- CreateTable
CREATE TABLE "ticks_in_flight" (
    "worker_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "number" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "activation" INTEGER NOT NULL,
    "unclean" BOOLEAN NOT NULL,

    CONSTRAINT "ticks_in_flight_pkey" PRIMARY KEY ("worker_id")
);

-- In the order of their due times, as claims leave them: what is due together lies together.
INSERT INTO "due_times" ("shard", "due_at", "tick_count", "accounted_at", "worker_id")
SELECT "shard", "next_due_at", "tick_count", greatest("last_tick_due_at", "in_flight_due_at"), "id"
FROM "workers" WHERE "status" = 'running' ORDER BY "next_due_at";

INSERT INTO "ticks_in_flight" ("worker_id", "due_at", "since", "number", "version", "activation", "unclean")
SELECT "id", "in_flight_due_at", "in_flight_since", "tick_count", "version", "activation", true
FROM "workers" WHERE "in_flight_due_at" IS NOT NULL;

UPDATE "workers" SET "last_tick_due_at" = greatest("last_tick_due_at", "in_flight_due_at")
WHERE "in_flight_due_at" IS NOT NULL;

-- AlterTable
ALTER TABLE "workers" RENAME COLUMN "last_tick_due_at" TO "accounted_at";
ALTER TABLE "workers"
  DROP COLUMN "next_due_at",
  DROP COLUMN "in_flight_due_at",
  DROP COLUMN "in_flight_since",
  DROP COLUMN "in_flight_message";


-- What follows is beyond schema.prisma.

-- ---------------------------------------------------------------- a worker that goes takes its tick with it
-- No foreign keys: to check one, each claim would lock the row of its worker, which is a write to it. A due
-- time whose worker is gone is dropped by the claim that finds it.

CREATE FUNCTION aispinner_forget_tick() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
  AS $$ BEGIN DELETE FROM ticks_in_flight WHERE worker_id = OLD.id; RETURN NULL; END $$;

CREATE TRIGGER "workers_forget_tick" AFTER DELETE ON "workers"
  FOR EACH ROW EXECUTE FUNCTION aispinner_forget_tick();

-- ---------------------------------------------------------------- storage
-- Workers are rewritten no longer. A due time moves by leaving its place for one beside others of its kind.

ALTER TABLE "workers" RESET (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);
ALTER TABLE "due_times" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE "ticks_in_flight" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- ---------------------------------------------------------------- tenants apart
-- A tenant starts and stops its own workers; which ticks are on their way is not its to see.

GRANT SELECT, INSERT, DELETE ON "due_times" TO aispinner_tenant;
ALTER TABLE "due_times" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "due_times" TO aispinner_tenant
  USING (EXISTS (SELECT FROM "workers" w WHERE w."id" = "due_times"."worker_id"));
ALTER TABLE "ticks_in_flight" ENABLE ROW LEVEL SECURITY;
