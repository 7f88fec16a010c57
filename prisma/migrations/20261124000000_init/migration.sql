-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'editor', 'viewer');

-- CreateEnum
CREATE TYPE "worker_status" AS ENUM ('stopped', 'running', 'failed', 'suspended');

-- CreateEnum
CREATE TYPE "isolation" AS ENUM ('shared', 'dedicated');

-- CreateTable
CREATE TABLE "plans" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "max_workspaces" INTEGER NOT NULL,
    "max_workers_per_workspace" INTEGER NOT NULL,
    "min_tick_interval_seconds" INTEGER NOT NULL,
    "max_sandboxes_per_workspace" INTEGER NOT NULL,
    "sandbox_memory_mb" INTEGER NOT NULL,
    "tick_timeout_seconds" INTEGER NOT NULL,
    "max_state_keys_per_worker" INTEGER NOT NULL,
    "log_messages_per_tick" INTEGER NOT NULL,
    "log_bytes_per_tick" INTEGER NOT NULL,
    "log_retention_hours" INTEGER NOT NULL,
    "tick_retention_hours" INTEGER NOT NULL,
    "max_api_keys" INTEGER NOT NULL,

    CONSTRAINT "plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "is_platform_admin" BOOLEAN NOT NULL DEFAULT false,
    "confirmed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_codes" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "attempts_left" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "email_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "refresh_hash" TEXT NOT NULL,
    "previous_hash" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rotated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenants" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "suspended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("tenant_id","user_id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "scopes" TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workers" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" "worker_status" NOT NULL DEFAULT 'stopped',
    "status_reason" TEXT,
    "tick_interval_seconds" INTEGER NOT NULL,
    "effective_interval_seconds" INTEGER NOT NULL,
    "max_errors" INTEGER NOT NULL,
    "isolation" "isolation" NOT NULL DEFAULT 'shared',
    "version" INTEGER NOT NULL DEFAULT 1,
    "activation" INTEGER NOT NULL DEFAULT 0,
    "consecutive_errors" INTEGER NOT NULL DEFAULT 0,
    "tick_count" BIGINT NOT NULL DEFAULT 0,
    "next_due_at" TIMESTAMPTZ(3),
    "in_flight_due_at" TIMESTAMPTZ(3),
    "in_flight_since" TIMESTAMPTZ(3),
    "in_flight_message" JSON,
    "last_tick_due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_versions" (
    "worker_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "restores" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_versions_pkey" PRIMARY KEY ("worker_id","number")
);

-- CreateTable
CREATE TABLE "ticks" (
    "worker_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
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

    CONSTRAINT "ticks_pkey" PRIMARY KEY ("worker_id","due_at")
);

-- CreateTable
CREATE TABLE "log_lines" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "worker_id" TEXT NOT NULL,
    "tick_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "batch_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "level" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "log_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_state" (
    "worker_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "value_json" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_state_pkey" PRIMARY KEY ("worker_id","key")
);

-- CreateTable
CREATE TABLE "worker_leases" (
    "worker_id" TEXT NOT NULL,
    "tick_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "holder" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "worker_leases_pkey" PRIMARY KEY ("worker_id")
);

-- CreateTable
CREATE TABLE "rate_counters" (
    "key" TEXT NOT NULL,
    "total" BIGINT NOT NULL,
    "reset_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_counters_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "bus_ticks" (
    "tick_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "message" JSON NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "deliveries" INTEGER NOT NULL DEFAULT 0,
    "claimed_by" TEXT,
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "bus_ticks_pkey" PRIMARY KEY ("tick_id")
);

-- CreateTable
CREATE TABLE "bus_records" (
    "id" BIGSERIAL NOT NULL,
    "stream" TEXT NOT NULL,
    "message" JSON NOT NULL,
    "claimed_by" TEXT,
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "bus_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bus_requests" (
    "request_id" TEXT NOT NULL,
    "request" JSON NOT NULL,
    "reply" JSON,
    "taken_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bus_requests_pkey" PRIMARY KEY ("request_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "email_codes_user_id_idx" ON "email_codes"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_refresh_hash_key" ON "sessions"("refresh_hash");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_previous_hash_key" ON "sessions"("previous_hash");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_idx" ON "api_keys"("tenant_id");

-- CreateIndex
CREATE INDEX "audit_entries_tenant_id_id_idx" ON "audit_entries"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_tenant_id_name_key" ON "workspaces"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "workers_tenant_id_idx" ON "workers"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "workers_workspace_id_name_key" ON "workers"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "ticks_tenant_id_due_at_idx" ON "ticks"("tenant_id", "due_at");

-- CreateIndex
CREATE INDEX "log_lines_worker_id_id_idx" ON "log_lines"("worker_id", "id");

-- CreateIndex
CREATE INDEX "log_lines_at_idx" ON "log_lines" USING BRIN ("at");

-- CreateIndex
CREATE UNIQUE INDEX "log_lines_batch_id_position_key" ON "log_lines"("batch_id", "position");

-- CreateIndex
CREATE INDEX "bus_ticks_workspace_id_position_idx" ON "bus_ticks"("workspace_id", "position");

-- CreateIndex
CREATE INDEX "bus_records_stream_id_idx" ON "bus_records"("stream", "id");

-- CreateIndex
CREATE INDEX "bus_requests_created_at_idx" ON "bus_requests"("created_at");

-- AddForeignKey
ALTER TABLE "email_codes" ADD CONSTRAINT "email_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workers" ADD CONSTRAINT "workers_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "worker_versions" ADD CONSTRAINT "worker_versions_worker_id_fkey" FOREIGN KEY ("worker_id") REFERENCES "workers"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What follows is beyond schema.prisma.

-- ---------------------------------------------------------------- rules that hold for every writer

ALTER TABLE "workers"
  ADD CONSTRAINT "workers_due_while_running" CHECK (("status" = 'running') = ("next_due_at" IS NOT NULL)),
  ADD CONSTRAINT "workers_in_flight_whole" CHECK (
    ("in_flight_due_at" IS NULL) = ("in_flight_since" IS NULL)
    AND ("in_flight_due_at" IS NULL) = ("in_flight_message" IS NULL)
  ),
  ADD CONSTRAINT "workers_intervals" CHECK (
    "tick_interval_seconds" BETWEEN 1 AND 3600
    AND "effective_interval_seconds" BETWEEN "tick_interval_seconds" AND 3600
  );

ALTER TABLE "ticks"
  ADD CONSTRAINT "ticks_outcome" CHECK ("outcome" IN ('ok', 'error', 'timeout', 'killed', 'skipped')),
  ADD CONSTRAINT "ticks_count" CHECK ("count" >= 1);

-- ---------------------------------------------------------------- the scheduler's ways in

CREATE INDEX "workers_due" ON "workers" ("next_due_at") WHERE "status" = 'running';
CREATE INDEX "workers_in_flight" ON "workers" ("in_flight_since") WHERE "in_flight_since" IS NOT NULL;

-- ---------------------------------------------------------------- storage of what is rewritten all the time
-- Room on each page for the next version of a row, and a vacuum that follows closely.

ALTER TABLE "workers" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
ALTER TABLE "worker_leases" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
ALTER TABLE "worker_state" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500);
ALTER TABLE "rate_counters" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
ALTER TABLE "bus_ticks" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_insert_threshold = -1);
ALTER TABLE "bus_records" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_insert_threshold = -1);
ALTER TABLE "bus_requests" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- ---------------------------------------------------------------- tenants apart
-- What is done for a tenant is done as the role aispinner_tenant, in a transaction that has set
-- aispinner.tenant_id: the database itself then shows and takes no row of another tenant, whatever a
-- query forgot to say. Without that setting there is no row at all. Tables that are not granted here
-- (users' secrets, bus, leases, counters) are out of its reach.

DO $$
BEGIN
  -- Roles belong to the server, not the database: another database of ours may have made it.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'aispinner_tenant') THEN
    CREATE ROLE aispinner_tenant NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
GRANT aispinner_tenant TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO aispinner_tenant;

CREATE FUNCTION aispinner_tenant_id() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('aispinner.tenant_id', true), '') $$;

GRANT SELECT ON "plans" TO aispinner_tenant;
GRANT SELECT ("id", "email", "confirmed_at", "created_at") ON "users" TO aispinner_tenant;
GRANT SELECT, UPDATE ("name") ON "tenants" TO aispinner_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON "memberships", "api_keys", "workspaces", "workers" TO aispinner_tenant;
GRANT SELECT, INSERT ON "audit_entries", "worker_versions" TO aispinner_tenant;
GRANT SELECT ON "ticks", "log_lines" TO aispinner_tenant;

ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "email_codes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "tenants" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_entries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workspaces" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workers" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "worker_versions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ticks" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "log_lines" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "worker_state" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "worker_leases" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rate_counters" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "bus_ticks" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "bus_records" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "bus_requests" ENABLE ROW LEVEL SECURITY;

-- The setting is read once a query, not once a row: hence the sub-selects.
CREATE POLICY "own" ON "tenants" TO aispinner_tenant USING ("id" = (SELECT aispinner_tenant_id()));
CREATE POLICY "own" ON "memberships" TO aispinner_tenant USING ("tenant_id" = (SELECT aispinner_tenant_id()));
CREATE POLICY "own" ON "api_keys" TO aispinner_tenant USING ("tenant_id" = (SELECT aispinner_tenant_id()));
CREATE POLICY "own" ON "audit_entries" TO aispinner_tenant USING ("tenant_id" = (SELECT aispinner_tenant_id()));
CREATE POLICY "own" ON "workspaces" TO aispinner_tenant USING ("tenant_id" = (SELECT aispinner_tenant_id()));
CREATE POLICY "own" ON "ticks" TO aispinner_tenant USING ("tenant_id" = (SELECT aispinner_tenant_id()));
CREATE POLICY "own" ON "log_lines" TO aispinner_tenant USING ("tenant_id" = (SELECT aispinner_tenant_id()));

-- A member is seen by the tenants that it is a member of.
CREATE POLICY "members" ON "users" FOR SELECT TO aispinner_tenant
  USING (EXISTS (SELECT FROM "memberships" m WHERE m."user_id" = "users"."id"));

-- Foreign keys look past policies: that the parent is the tenant's own is said here.
CREATE POLICY "own" ON "workers" TO aispinner_tenant
  USING ("tenant_id" = (SELECT aispinner_tenant_id()))
  WITH CHECK (
    "tenant_id" = (SELECT aispinner_tenant_id())
    AND EXISTS (SELECT FROM "workspaces" w WHERE w."id" = "workers"."workspace_id")
  );
CREATE POLICY "own" ON "worker_versions" TO aispinner_tenant
  USING ("tenant_id" = (SELECT aispinner_tenant_id()))
  WITH CHECK (
    "tenant_id" = (SELECT aispinner_tenant_id())
    AND EXISTS (SELECT FROM "workers" w WHERE w."id" = "worker_versions"."worker_id")
  );

-- ---------------------------------------------------------------- plans

INSERT INTO "plans" (
  "id", "name", "max_workspaces", "max_workers_per_workspace", "min_tick_interval_seconds",
  "max_sandboxes_per_workspace", "sandbox_memory_mb", "tick_timeout_seconds",
  "max_state_keys_per_worker", "log_messages_per_tick", "log_bytes_per_tick",
  "log_retention_hours", "tick_retention_hours", "max_api_keys"
) VALUES
  ('free', 'Free', 10, 100, 1, 4, 256, 60, 1000, 1000, 262144, 72, 168, 10),
  ('pro', 'Pro', 100, 500, 1, 16, 256, 60, 10000, 5000, 1048576, 720, 2160, 100),
  ('unlimited', 'Unlimited', 1000000, 1000000, 1, 64, 256, 60, 100000, 10000, 4194304, 8760, 8760, 1000);
