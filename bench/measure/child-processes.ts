import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuMs } from './process-costs.ts';

/** The processes that this one has started and that still run, launchers left out. Linux only. */
export function childPids(): number[] {
  const children = childrenOf(process.pid);
  return children.flatMap((pid) => {
    const inside = childrenOf(pid);
    return inside.length > 0 ? inside : [pid];
  });
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

export interface LoadCost {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly privateDirtyMb: number;
}

/** Loads Pyodide as its manual says in a process of its own, from nothing to its first tick. */
export async function loadPlainPyodide(): Promise<LoadCost> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'plain-pyodide.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const wallMs = performance.now() - startedAt;
  const pid = child.pid ?? 0;
  const cost = { wallMs, cpuMs: cpuMs(pid) ?? 0, privateDirtyMb: privateDirtyMb(pid) };
  const exited = once(child, 'exit');
  child.stdin.end();
  await exited;
  return cost;
}

/** Memory that would be free again if this process ended, as far as it was written to. */
export function privateDirtyMb(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Private_Dirty:\s+(\d+) kB$/m.exec(rollup)?.[1]) / 1024;
}
