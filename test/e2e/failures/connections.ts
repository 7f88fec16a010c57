import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** In `/proc/net/tcp`. */
const ESTABLISHED = '01';

/** How many connections a process has to ports of this machine. */
export function connectionsOf(pid: number, ports: readonly number[]): number {
  const theirs = socketsOf(pid);
  const wanted = ports.map((port) => `:${port.toString(16).toUpperCase().padStart(4, '0')}`);
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((path) => readFileSync(path, 'utf8').split('\n').slice(1))
    .filter((line) => {
      const words = line.trim().split(/\s+/);
      const [remote = '', state, inode = ''] = [words[2], words[3], words[9]];
      return (
        state === ESTABLISHED && theirs.has(inode) && wanted.some((port) => remote.endsWith(port))
      );
    }).length;
}

/** The inodes of its sockets. */
function socketsOf(pid: number): Set<string> {
  const folder = `/proc/${pid}/fd`;
  return new Set(
    readdirSync(folder).flatMap((name) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1] ?? [];
      } catch {
        // Closed since the folder was read.
        return [];
      }
    }),
  );
}
