-- What a message says of its worker lies with its due time, so that a claim among many workers reads none
-- of their rows (docs/adr/0020-due-times-apart-from-workers.md). Null: read the worker, and note it.

-- AlterTable
ALTER TABLE "due_times" ADD COLUMN "tenant_id" TEXT,
  ADD COLUMN "workspace_id" TEXT,
  ADD COLUMN "worker_name" TEXT,
  ADD COLUMN "version" INTEGER,
  ADD COLUMN "activation" INTEGER,
  ADD COLUMN "isolation" "isolation",
  ADD COLUMN "interval_seconds" INTEGER,
  ADD COLUMN "backing_off_until" TIMESTAMPTZ(3),
  ADD COLUMN "unclean" BOOLEAN;

-- CreateTable
CREATE TABLE "worker_changes" (
    "worker_id" TEXT NOT NULL,
    "number" BIGSERIAL NOT NULL,

    CONSTRAINT "worker_changes_pkey" PRIMARY KEY ("worker_id","number")
);


-- What follows is beyond schema.prisma.

-- ---------------------------------------------------------------- a worker that changes says so
-- Its due time cannot be found by the worker. The claim that finds it looks here, reads the worker again,
-- and takes away the changes that it saw: one that comes meanwhile has a number of its own. None waits
-- for another.

CREATE FUNCTION aispinner_note_worker_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
  AS $$ BEGIN INSERT INTO worker_changes (worker_id) VALUES (OLD.id); RETURN NULL; END $$;

CREATE TRIGGER "workers_note_change" AFTER UPDATE ON "workers" FOR EACH ROW
  WHEN (OLD.status = 'running' AND (
    NEW.status, NEW.tenant_id, NEW.workspace_id, NEW.name, NEW.version, NEW.activation, NEW.isolation,
    NEW.effective_interval_seconds, NEW.backing_off_until,
    NEW.consecutive_errors > 0 OR NEW.sandboxes_lost > 0
  ) IS DISTINCT FROM (
    OLD.status, OLD.tenant_id, OLD.workspace_id, OLD.name, OLD.version, OLD.activation, OLD.isolation,
    OLD.effective_interval_seconds, OLD.backing_off_until,
    OLD.consecutive_errors > 0 OR OLD.sandboxes_lost > 0
  ))
  EXECUTE FUNCTION aispinner_note_worker_change();

CREATE TRIGGER "workers_note_end" AFTER DELETE ON "workers" FOR EACH ROW
  WHEN (OLD.status = 'running') EXECUTE FUNCTION aispinner_note_worker_change();

-- ---------------------------------------------------------------- storage, tenants apart

ALTER TABLE "worker_changes" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE "worker_changes" ENABLE ROW LEVEL SECURITY;
