-- Which tick found its predecessor running, and since when it has been waiting for the lease: it may ask
-- at one runner and get it at another.

-- AlterTable
ALTER TABLE "worker_leases" ADD COLUMN "awaited_by" TEXT,
  ADD COLUMN "awaited_since" TIMESTAMPTZ(3);
