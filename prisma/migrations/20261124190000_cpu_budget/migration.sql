-- CPU time of sandboxes, in ms a second on average, that a workspace of a plan may use.
ALTER TABLE "plans" ADD COLUMN "cpu_ms_per_second" INTEGER NOT NULL DEFAULT 2000;
ALTER TABLE "plans" ADD CONSTRAINT "plans_cpu_ms_per_second" CHECK ("cpu_ms_per_second" >= 1);

UPDATE "plans" SET "cpu_ms_per_second" = 8000 WHERE "id" = 'pro';
UPDATE "plans" SET "cpu_ms_per_second" = 64000 WHERE "id" = 'unlimited';
