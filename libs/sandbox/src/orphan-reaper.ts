import { spawn, type ChildProcess } from 'node:child_process';

/** Reads `+ pid` and `- pid`; when its stdin ends, because the runner has, it kills what is left. */
const SCRIPT = `
pids=" "
while read -r sign pid; do
  case "$sign" in
    +) pids="$pids$pid " ;;
    -) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
for pid in $pids; do kill -9 "$pid"; done
`;

/**
 * Kills sandboxes that outlive the runner, where the kernel cannot be told to. A sandbox that waits
 * for its pipe sees the end of it; one in a hot loop sees nothing, and this is for it.
 */
export class OrphanReaper {
  private readonly shell: ChildProcess;

  constructor() {
    // Detached: a Ctrl-C in the terminal must not take the reaper before the runner.
    this.shell = spawn('/bin/sh', ['-c', SCRIPT], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: {},
      detached: true,
    });
    this.shell.on('error', () => undefined);
    this.shell.stdin?.on('error', () => undefined);
    this.shell.unref();
  }

  watch(pid: number): void {
    this.shell.stdin?.write(`+ ${pid}\n`);
  }

  /** To be called once the process has been waited for: its pid may then be another's. */
  unwatch(pid: number): void {
    this.shell.stdin?.write(`- ${pid}\n`);
  }

  close(): void {
    this.shell.stdin?.end();
  }
}
