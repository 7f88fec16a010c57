import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CpuClock, type CpuReading } from './cpu-clock.ts';
import { privateMemoryMb } from './process-memory.ts';

/**
 * The process that the interpreter runs in: the child itself, or, where the child is a launcher that
 * stays outside a PID namespace, the only child of that.
 */
export class SandboxProcess {
  private readonly child: ChildProcess;
  private readonly isInside: boolean;
  private insidePid: number | null = null;
  private cpu: CpuClock | null = null;
  private last: CpuReading | null = null;

  constructor(child: ChildProcess, isInside: boolean) {
    this.child = child;
    this.isInside = isInside;
  }

  /** To be called when it serves: only then is it sure to be there. */
  attach(): void {
    this.insidePid = this.findInside();
    this.cpu = new CpuClock(this.pid ?? 0);
  }

  get pid(): number | undefined {
    return this.insidePid ?? this.child.pid;
  }

  /** The last that is known; null where the system does not tell. */
  cpuTime(): CpuReading | null {
    return this.last ?? this.cpu?.read() ?? null;
  }

  /** Memory of its own; null where the system does not tell. */
  memoryMb(): number | null {
    return privateMemoryMb(this.pid ?? 0);
  }

  kill(): void {
    // What it used is part of the outcome, and cannot be read once it is gone.
    this.last ??= this.cpu?.read() ?? null;
    // By the launcher's children each time: a pid from earlier may be another's by now. The launcher
    // reaps it and ends; killed first, it would leave that to whoever reaps orphans here, if anybody.
    const inside = this.findInside();
    if (inside === null || !killed(inside)) this.child.kill('SIGKILL');
  }

  close(): void {
    this.cpu?.close();
  }

  private findInside(): number | null {
    const { pid } = this.child;
    return this.isInside && pid !== undefined ? (onlyChild(pid) ?? null) : null;
  }
}

/** Null where it has none, or has ended; undefined where this system does not tell. */
export function onlyChild(pid: number): number | null | undefined {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1');
    const first = /^\d+/.exec(children)?.[0];
    return first === undefined ? null : Number(first);
  } catch {
    return undefined;
  }
}

function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
