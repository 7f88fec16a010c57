-- Turns that the tick's workspace gets where ticks wait, as its plan says; `message` holds it too, but not
-- every message can be looked into by the server.
ALTER TABLE "bus_ticks" ADD COLUMN "turn_weight" INTEGER NOT NULL DEFAULT 1;
