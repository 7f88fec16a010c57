-- The ticks of a worker's minute are all in one class of the ledger, that of the first: so an outcome
-- that comes again finds the row it has, whatever became of the plan since.

ALTER TABLE "tick_minutes" ADD COLUMN "retention_days" INTEGER NOT NULL DEFAULT 1;

UPDATE "tick_minutes" m SET "retention_days" = k."retention_days"
FROM (
  SELECT "worker_id", date_bin('1 minute', "due_at", 'epoch') AS "minute", max("retention_days") AS "retention_days"
  FROM "ticks" GROUP BY 1, 2
) k
WHERE m."worker_id" = k."worker_id" AND m."minute" = k."minute";
