import { join } from 'node:path';
import { migrate } from '@aispinner/persistence';
import type { Config } from '@aispinner/platform';
import { checkPort } from './check-port.ts';
import { makeDemoOnce, openCredentials } from './demo-tenant.ts';
import { openHome, type HomeFolder } from './home-folder.ts';
import { lockHome } from './home-lock.ts';
import { KeptPostgres } from './kept-postgres.ts';
import { KeptProcess } from './kept-process.ts';
import { PlainFailure } from './plain-failure.ts';
import { ProcessOutput } from './process-output.ts';
import { processPlans } from './process-plans.ts';
import { ProductApi } from './product-api.ts';
import { openSecrets } from './secrets.ts';
import type { Terminal } from './terminal.ts';

/** How long processes have to finish what they do; the runner's own limit comes before it. */
const STOP_MARGIN_MS = 10_000;
const READY_TIMEOUT_MS = 90_000;

/**
 * The whole product on one machine: database, API, scheduler, runner, demo tenant.
 *
 * `run` starts them in order and returns once `stop` has aborted and all has ended. Whatever was
 * opened is closed last-first, also when a step of the start fails: `opened` is that list.
 */
export class Product {
  private readonly config: Config;
  private readonly home: HomeFolder;
  private readonly root: string;
  private readonly terminal: Terminal;
  private readonly stop: AbortSignal;
  private readonly opened: (() => Promise<void> | void)[] = [];

  constructor(options: {
    config: Config;
    home: HomeFolder;
    /** The root of the repository. */
    root: string;
    terminal: Terminal;
    stop: AbortSignal;
  }) {
    this.config = options.config;
    this.home = options.home;
    this.root = options.root;
    this.terminal = options.terminal;
    this.stop = options.stop;
  }

  /** Throws what `sentenceOf` knows if the product cannot start. */
  async run(): Promise<void> {
    try {
      await this.start();
      await aborted(this.stop);
    } catch (error) {
      // A stop that was asked for during the start ends its waits with this.
      if (!this.stop.aborted) throw error;
    } finally {
      await this.close();
    }
  }

  private async start(): Promise<void> {
    const { config, home, root, terminal, stop } = this;
    await openHome(home);
    const lock = await lockHome(home.lockFile, home.path);
    this.opened.push(() => lock.release());
    await checkPort(config.host, config.port);
    const secrets = await openSecrets(home);
    stop.throwIfAborted();
    const databaseUrl = await terminal.step('Starting Postgres', () => this.openDatabase());
    stop.throwIfAborted();
    await terminal.step('Migrating the database', () => migrate(databaseUrl));
    stop.throwIfAborted();
    const { authSecret } = secrets;
    const processes = this.startProcesses(
      processPlans({ config, home: home.path, root, databaseUrl, authSecret }),
    );
    const baseUrl = config.publicUrl;
    const demo = { home, secrets, root, databaseUrl, baseUrl, stop };
    const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
    const api = new ProductApi(`http://${host}:${config.port}`, stop);
    const [credentials] = await Promise.all([
      openCredentials(demo),
      terminal.step('Starting API, scheduler and runner', () =>
        api.ready(READY_TIMEOUT_MS, join(home.logsDir, 'api.log')),
      ),
    ]);
    await terminal.step('Making the demo workers', () => makeDemoOnce(demo, api, credentials));
    await terminal.step('Booting sandboxes', () => this.allReady(processes));
    terminal.line(`Credentials are in ${home.credentialsFile}, logs in ${home.logsDir}.`);
    terminal.line(`ready ${baseUrl}`);
  }

  private async openDatabase(): Promise<string> {
    if (this.config.databaseUrl !== null) return this.config.databaseUrl;
    const postgres = new KeptPostgres(this.home.databaseDir, this.output('postgres'), this.report);
    this.opened.push(() => postgres.stop());
    return postgres.start();
  }

  private startProcesses(plans: ReturnType<typeof processPlans>): readonly KeptProcess[] {
    const processes = plans.map(
      (plan) => new KeptProcess(plan, this.output(plan.name), this.report),
    );
    const graceMs = this.config.runner.drainMs + STOP_MARGIN_MS;
    this.opened.push(async () => {
      await Promise.all(processes.map((process) => process.stop(graceMs)));
    });
    for (const process of processes) process.start();
    return processes;
  }

  /** Throws a `PlainFailure` naming the processes that did not get ready in time. */
  private async allReady(processes: readonly KeptProcess[]): Promise<void> {
    const late = new Set(processes);
    const ready = processes.map((process) => process.ready.then(() => late.delete(process)));
    const limit = AbortSignal.any([this.stop, AbortSignal.timeout(READY_TIMEOUT_MS)]);
    await Promise.race([Promise.all(ready), aborted(limit)]);
    this.stop.throwIfAborted();
    if (late.size === 0) return;
    const names = [...late].map((process) => process.name).join(', ');
    throw new PlainFailure(
      `${names}: not ready within ${READY_TIMEOUT_MS / 1000} s, see ${this.home.logsDir}.`,
    );
  }

  private output(name: string): ProcessOutput {
    const output = new ProcessOutput(name, this.home.logsDir, (line) => this.terminal.line(line));
    this.opened.push(() => output.close());
    return output;
  }

  private readonly report = (line: string): void => this.terminal.line(line);

  private async close(): Promise<void> {
    await this.terminal.step('Stopping', async () => {
      for (const close of this.opened.reverse()) {
        // One that cannot be closed must not keep the others open.
        await Promise.resolve()
          .then(close)
          .catch((error: unknown) => this.report(`Could not stop cleanly: ${String(error)}`));
      }
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
