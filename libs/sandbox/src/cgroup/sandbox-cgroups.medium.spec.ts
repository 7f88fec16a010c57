import { eventually } from '@aispinner/testing';
import { afterAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execution } from '../fakes/fake-execution.ts';
import { sandboxPids } from '../fakes/sandbox-processes.ts';
import { openSandboxes } from '../fixtures/open-sandboxes.ts';
import { behindWalls, findProcessWalls, type ProcessWalls } from '../process-walls.ts';
import { runtimePaths } from '../sandbox-runtime.ts';
import { runnerPrefix } from './leftover-cgroups.ts';
import type { SandboxCgroup } from './sandbox-cgroup.ts';
import { SandboxCgroups } from './sandbox-cgroups.ts';

/** What is offered is the machine's; each way it can be has its tests. */
const opened = await SandboxCgroups.open();
const found = findProcessWalls(runtimePaths());

/** The launcher with every wall off that is inside the cgroup. */
const bare: ProcessWalls =
  found.by === 'launcher'
    ? {
        ...found,
        ownUid: false,
        plan: { ...found.plan, network: false, pids: false, files: null, seccomp: false },
      }
    : found;

function start(script: string, group: SandboxCgroup | null) {
  const { program, args } = behindWalls(
    bare,
    ['/usr/bin/perl', '-e', script],
    0,
    4096,
    group?.joins,
  );
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: {}, detached: true });
}

const membersOf = (joins: string): number[] =>
  readFileSync(joins, 'latin1').trim().split('\n').filter(Boolean).map(Number);

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/exe`);

if (opened.kind === 'none') {
  describe('where this system offers no cgroups', () => {
    it('a runner says why, and starts', async () => {
      const host = await openSandboxes({ spares: 0 });
      expect(host.walls).not.toContain('cgroup');
      expect(host.cgroup).toBe(opened.why);
      await host.close();
    });

    it('a runner that must have them refuses to start, and says why', async () => {
      await expect(openSandboxes({ requiredWalls: ['cgroup'] })).rejects.toThrow(opened.why);
    });
  });
} else {
  const { cgroups } = opened;
  afterAll(() => cgroups.close());

  /** Folders of this process's groups, in the hierarchy of memory. */
  const sample = await cgroups.make(64);
  const root = dirname(dirname(sample.joins[0] ?? ''));
  await cgroups.remove(sample);
  const ofOthers = new Set(readdirSync(root));
  const groupsHere = (): string[] =>
    readdirSync(root).filter((name) => name.startsWith(runnerPrefix()) && !ofOthers.has(name));

  describe('a cgroup, with every wall inside it off', () => {
    const BOMB = `my @hoard; push @hoard, 'x' x 10_000_000 for 1 .. 40; print 'has it'`;

    it('ends a program that takes more memory than it may', async () => {
      const free = start(BOMB, null);
      expect(String((await once(free.stdout, 'data'))[0])).toBe('has it');

      const group = await cgroups.make(64);
      const bomb = start(BOMB, group);
      expect(await once(bomb, 'exit')).toEqual([null, 'SIGKILL']);
      expect(group.wasOutOfMemory()).toBe(true);
      await cgroups.remove(group);
      expect(group.wasOutOfMemory()).toBe(true);
    });

    const FORKS = `
      $| = 1;
      my $count = 0;
      for (1 .. 150) { my $child = fork; last if !defined $child; if (!$child) { sleep 300; exit } $count++ }
      print "$count\\n"; sleep 300`;

    it('lets a program start a few processes and no more, and ends them all with it', async () => {
      const free = start(FORKS, null);
      expect(Number((await once(free.stdout, 'data'))[0])).toBe(150);
      process.kill(-(free.pid ?? 0), 'SIGKILL');

      const group = await cgroups.make(64);
      const bomb = start(FORKS, group);
      const started = Number((await once(bomb.stdout, 'data'))[0]);
      expect(started).toBe(63);
      const members = group.joins.map((joins) => membersOf(joins));
      for (const pids of members) expect(pids).toHaveLength(64);
      expect(group.wasOutOfMemory()).toBe(false);

      expect(await group.remove()).toBe(true);
      expect(members.flat().filter((pid) => isAlive(pid))).toEqual([]);
      await cgroups.remove(group);
    });
  });

  describe('the cgroup of a sandbox', () => {
    it('holds all of its processes, and is gone when the pool is', async () => {
      const host = await openSandboxes({ spares: 2 });
      expect(host.walls).toContain('cgroup');
      expect(host.cgroup).toMatch(/^v[12]: memory pids/);
      await host.pool.start();
      await eventually(() => expect(host.pool.stats().spare).toBe(2));
      const groups = groupsHere();
      expect(groups).toHaveLength(2);
      const held = groups.flatMap((name) => membersOf(join(root, name, 'cgroup.procs')));
      expect(sandboxPids()).toHaveLength(2);
      expect(held).toEqual(expect.arrayContaining(sandboxPids()));
      await host.close();
      expect(groupsHere()).toEqual([]);
    }, 60_000);

    it('tells the tenant of a kill for memory as what it is', async () => {
      const host = await openSandboxes({ spares: 0 });
      await host.pool.start();
      const code = `
class Hoard: pass
def tick(ctx):
    if not hasattr(Hoard, 'kept'):
        Hoard.kept = []
        return
    for i in range(200):
        Hoard.kept.append('x' * 1_000_000)
`;
      const plain = execution('ws', 'w', { logs: [], max: 1 });
      const run = () =>
        host.pool.execute({
          ...plain,
          activation: { ...plain.activation, code },
          limits: { ...plain.limits, tickTimeoutMs: 20_000 },
        });
      expect(await run()).toMatchObject({ outcome: 'ok' });
      const [group = ''] = groupsHere();
      // Below what its own limit lets it have: that one would end it first, and less harshly.
      const limit = ['memory.max', 'memory.limit_in_bytes']
        .map((file) => join(root, group, file))
        .find((file) => existsSync(file));
      writeFileSync(limit ?? '', String(140 * 1024 * 1024));
      expect(await run()).toMatchObject({ outcome: 'killed', reason: 'out_of_memory' });
      await host.close();
    }, 60_000);
  });

  describe('groups that a killed runner has left', () => {
    const script = fileURLToPath(new URL('../fixtures/leave-cgroup.ts', import.meta.url));

    it('are removed by the next, with what is in them; those of a live one are not', async () => {
      const runner = spawn(
        process.execPath,
        ['--no-warnings', '--conditions=@aispinner/source', script],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const [said] = (await once(runner.stdout, 'data')) as [Buffer];
      const [pid, ...joins] = said.toString().split(' ');
      const folders = joins.map((file) => dirname(file));
      const left = (): boolean[] => [...folders.map((f) => existsSync(f)), isAlive(Number(pid))];

      await SandboxCgroups.open();
      expect(left()).not.toContain(false);

      runner.kill('SIGKILL');
      await once(runner, 'exit');
      expect(left()).not.toContain(false);
      await SandboxCgroups.open();
      expect(left()).not.toContain(true);
    }, 20_000);
  });
}
