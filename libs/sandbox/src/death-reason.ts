import type { KillReason } from '@aispinner/domain';
import { EXIT } from './child/exit-codes.ts';

const ABORTS: ReadonlySet<string> = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV']);

/**
 * Why a sandbox process that nobody here killed has ended. A SIGKILL that was not ours is taken for a
 * crash, unless its cgroup tells that the kernel killed for memory: an operator's looks alike.
 */
export function deathReason(
  code: number | null,
  signal: NodeJS.Signals | null,
  stderrTail: string,
  wasOutOfMemory: () => boolean = () => false,
): KillReason {
  if (code === EXIT.tripwire) return 'tripwire';
  // The filter of system calls ends whoever asks for a way into the kernel: the gate is broken then.
  if (signal === 'SIGSYS') return 'tripwire';
  if (code === EXIT.outOfMemory) return 'out_of_memory';
  if (signal === 'SIGKILL' && wasOutOfMemory()) return 'out_of_memory';
  // V8 aborts when it cannot have the memory that it needs, and says so. The first process of a PID
  // namespace is deaf to the signal of an abort and ends by the trap behind it.
  if (signal !== null && ABORTS.has(signal) && /out of memory/i.test(stderrTail))
    return 'out_of_memory';
  return 'crashed';
}
