-- Turns that a workspace of a plan gets where ticks wait, for each turn of one with weight 1.
ALTER TABLE "plans" ADD COLUMN "turn_weight" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "plans" ADD CONSTRAINT "plans_turn_weight" CHECK ("turn_weight" >= 1);

UPDATE "plans" SET "turn_weight" = 4 WHERE "id" IN ('pro', 'unlimited');
