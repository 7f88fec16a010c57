-- The ledger in partitions, by how long its rows are kept and by time, so that what is over is dropped
-- and not deleted; and its roll-ups by the minute, which stay.

-- ---------------------------------------------------------------- what is late, in one small number
-- Bucket of a time: at most 1% wide on either side. `libs/domain/src/sketch.ts` reads it back.

CREATE FUNCTION aispinner_bucket(ms double precision) RETURNS smallint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN ms <= 0.05 THEN 0 ELSE least(ceil(ln(ms / 0.05) / ln(1.02)), 2000) END::smallint $$;

-- ---------------------------------------------------------------- ticks

ALTER TABLE "ticks" RENAME TO "ticks_before";
ALTER TABLE "ticks_before" RENAME CONSTRAINT "ticks_pkey" TO "ticks_before_pkey";

CREATE TABLE "ticks" (
    "worker_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "retention_days" INTEGER NOT NULL DEFAULT 1,
    "tenant_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "number" BIGINT,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "error" JSON,
    "queued_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "lateness_ms" DOUBLE PRECISION,
    "cause" TEXT,
    "parts" JSONB,
    "duration_ms" DOUBLE PRECISION,
    "cpu_ms" DOUBLE PRECISION,
    "count" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    -- The first two are the key; a partitioned table wants its partition key in it. The writer makes
    -- sure that a due time is in one class only (tick-record.ts).
    CONSTRAINT "ticks_pkey" PRIMARY KEY ("worker_id", "due_at", "retention_days"),
    CONSTRAINT "ticks_outcome" CHECK ("outcome" IN ('ok', 'error', 'timeout', 'killed', 'skipped')),
    CONSTRAINT "ticks_count" CHECK ("count" >= 1)
) PARTITION BY LIST ("retention_days");

-- Rows for which no partition has been made yet are never refused: they lie in the defaults.
CREATE TABLE "ticks_rest" PARTITION OF "ticks" DEFAULT;

-- One class for each retention that a plan has. The scheduler makes those of later plans, and the
-- partitions by time within each.
DO $$
DECLARE days integer;
BEGIN
  FOR days IN SELECT DISTINCT greatest(1, ceil("tick_retention_hours" / 24.0)::integer) FROM "plans" LOOP
    EXECUTE format(
      'CREATE TABLE ticks_%sd PARTITION OF ticks FOR VALUES IN (%s) PARTITION BY RANGE (due_at)', days, days);
    EXECUTE format('CREATE TABLE ticks_%sd_rest PARTITION OF ticks_%sd DEFAULT', days, days);
  END LOOP;
END
$$;

INSERT INTO "ticks" ("worker_id", "due_at", "retention_days", "tenant_id", "workspace_id", "version",
  "number", "outcome", "reason", "error", "queued_at", "started_at", "ended_at", "lateness_ms", "cause",
  "parts", "duration_ms", "cpu_ms", "count", "recorded_at")
SELECT k."worker_id", k."due_at", greatest(1, ceil(coalesce(p."tick_retention_hours", 24) / 24.0))::integer,
  k."tenant_id", k."workspace_id", k."version", k."number", k."outcome", k."reason", k."error",
  k."queued_at", k."started_at", k."ended_at", k."lateness_ms", k."cause",
  '{"predecessor": 0}'::jsonb || k."parts", k."duration_ms", k."cpu_ms", k."count", k."recorded_at"
FROM "ticks_before" k
LEFT JOIN "tenants" t ON t."id" = k."tenant_id" LEFT JOIN "plans" p ON p."id" = t."plan_id";

DROP TABLE "ticks_before";

-- Partitions are reached through their parent only, whose policy then holds: they are granted to nobody.
GRANT SELECT ON "ticks" TO aispinner_tenant;
ALTER TABLE "ticks" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "ticks" TO aispinner_tenant USING ("tenant_id" = (SELECT aispinner_tenant_id()));

-- ---------------------------------------------------------------- roll-ups

CREATE TABLE "tick_minutes" (
    "worker_id" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "ok" INTEGER NOT NULL,
    "error" INTEGER NOT NULL,
    "timeout" INTEGER NOT NULL,
    "killed" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "faults" INTEGER NOT NULL,
    "lateness_buckets" SMALLINT[],
    "lateness_max_ms" DOUBLE PRECISION,
    "scheduler_ms" DOUBLE PRECISION NOT NULL,
    "queue_ms" DOUBLE PRECISION NOT NULL,
    "predecessor_ms" DOUBLE PRECISION NOT NULL,
    "sandbox_ms" DOUBLE PRECISION NOT NULL,
    "cold_start_ms" DOUBLE PRECISION NOT NULL,
    "scheduler_max_ms" DOUBLE PRECISION,
    "queue_max_ms" DOUBLE PRECISION,
    "predecessor_max_ms" DOUBLE PRECISION,
    "sandbox_max_ms" DOUBLE PRECISION,
    "cold_start_max_ms" DOUBLE PRECISION,
    "duration_buckets" SMALLINT[],
    "duration_max_ms" DOUBLE PRECISION,
    "duration_ms" DOUBLE PRECISION NOT NULL,
    "cpu_ms" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "tick_minutes_pkey" PRIMARY KEY ("worker_id", "minute")
);

CREATE INDEX "tick_minutes_tenant_id_minute_idx" ON "tick_minutes" ("tenant_id", "minute");

-- A row is rewritten with each tick of its minute, and never after: room for that on its page.
ALTER TABLE "tick_minutes" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

INSERT INTO "tick_minutes"
SELECT "worker_id", date_bin('1 minute', "due_at", 'epoch'), min("tenant_id"), min("workspace_id"),
  coalesce(sum("count") FILTER (WHERE "outcome" = 'ok'), 0),
  coalesce(sum("count") FILTER (WHERE "outcome" = 'error'), 0),
  coalesce(sum("count") FILTER (WHERE "outcome" = 'timeout'), 0),
  coalesce(sum("count") FILTER (WHERE "outcome" = 'killed'), 0),
  coalesce(sum("count") FILTER (WHERE "outcome" = 'skipped'), 0),
  count(*) FILTER (WHERE "outcome" IN ('error', 'timeout') OR ("outcome" = 'killed'
    AND "reason" IS DISTINCT FROM 'runner_lost' AND "reason" IS DISTINCT FROM 'shutdown')),
  coalesce(array_agg(aispinner_bucket("lateness_ms")) FILTER (WHERE "lateness_ms" IS NOT NULL), '{}'),
  max("lateness_ms"),
  coalesce(sum(("parts" ->> 'scheduler')::float8), 0),
  coalesce(sum(("parts" ->> 'queue')::float8), 0),
  coalesce(sum(("parts" ->> 'predecessor')::float8), 0),
  coalesce(sum(("parts" ->> 'sandbox')::float8), 0),
  coalesce(sum(("parts" ->> 'cold_start')::float8), 0),
  max(("parts" ->> 'scheduler')::float8),
  max(("parts" ->> 'queue')::float8),
  max(("parts" ->> 'predecessor')::float8),
  max(("parts" ->> 'sandbox')::float8),
  max(("parts" ->> 'cold_start')::float8),
  coalesce(array_agg(aispinner_bucket("duration_ms")) FILTER (WHERE "duration_ms" IS NOT NULL), '{}'),
  max("duration_ms"),
  coalesce(sum("duration_ms"), 0),
  coalesce(sum("cpu_ms"), 0)
FROM "ticks" GROUP BY 1, 2;

GRANT SELECT ON "tick_minutes" TO aispinner_tenant;
ALTER TABLE "tick_minutes" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "tick_minutes" TO aispinner_tenant USING ("tenant_id" = (SELECT aispinner_tenant_id()));
