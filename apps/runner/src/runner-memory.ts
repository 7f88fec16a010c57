import { totalmem } from 'node:os';

/** Of what the machine has. The rest is for the runner itself and whatever else is on the machine. */
const SHARE = 0.6;
const MB = 1024 * 1024;

/**
 * The memory that the sandboxes of this runner may have together, in MB: as configured, else a share of what the
 * machine, or the control group that the runner is in, has.
 */
export function runnerMemoryMb(
  configured: number | null,
  machine: { readonly totalBytes: number; readonly limitBytes: number | undefined } = {
    totalBytes: totalmem(),
    limitBytes: process.constrainedMemory(),
  },
): number {
  if (configured !== null) return configured;
  const { totalBytes, limitBytes } = machine;
  // Where there is no limit, systems say 0 or a number beyond all machines.
  const bytes =
    limitBytes === undefined || limitBytes === 0 ? totalBytes : Math.min(totalBytes, limitBytes);
  return Math.floor((bytes * SHARE) / MB);
}
