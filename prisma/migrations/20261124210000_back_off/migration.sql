-- A worker that loses one sandbox after the other pauses: `libs/domain/src/back-off.ts`.
ALTER TABLE "workers" ADD COLUMN "sandboxes_lost" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "workers" ADD COLUMN "backing_off_until" TIMESTAMPTZ(3);
