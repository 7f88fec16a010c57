import { join } from 'node:path';
import { migrate } from '@aispinner/persistence';
import type { Config } from '@aispinner/platform';
import { checkPort } from './check-port.ts';
import { makeDemoOnce, openCredentials } from './demo-tenant.ts';
import { engineSettings } from './engine-settings.ts';
import { openHome, type HomeFolder } from './home-folder.ts';
import { lockHome } from './home-lock.ts';
import { KeptProcess } from './kept-process.ts';
import { KeptService, type Startable } from './kept-service.ts';
import { ownServices } from './own-services.ts';
import { PlainFailure } from './plain-failure.ts';
import { ProcessOutput } from './process-output.ts';
import { apiPorts, processPlans, type PlanSettings } from './process-plans.ts';
import { ProductApi } from './product-api.ts';
import { openSecrets } from './secrets.ts';
import { kafkaService, postgresService, redisService } from './services.ts';
import type { Terminal } from './terminal.ts';
import { processNames, type Topology } from './topology.ts';

/** How long processes have to finish what they do; the runner's own limit comes before it. */
const STOP_MARGIN_MS = 10_000;
const READY_TIMEOUT_MS = 90_000;

/**
 * The whole product on one machine: services, API, scheduler, runner, demo tenant.
 *
 * `run` starts them in order and returns once `stop` has aborted and all has ended. Whatever was
 * opened is closed last-first, also when a step of the start fails: `opened` is that list.
 */
export class Product {
  private readonly topology: Topology;
  private readonly config: Config;
  private readonly home: HomeFolder;
  private readonly root: string;
  private readonly terminal: Terminal;
  private readonly stop: AbortSignal;
  private readonly opened: (() => Promise<void> | void)[] = [];

  constructor(options: {
    topology: Topology;
    config: Config;
    home: HomeFolder;
    /** The root of the repository. */
    root: string;
    terminal: Terminal;
    stop: AbortSignal;
  }) {
    this.topology = options.topology;
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
    const { topology, config, home, root, terminal, stop } = this;
    await openHome(home);
    const lock = await lockHome(home.lockFile, home.path);
    this.opened.push(() => lock.release());
    const ports = apiPorts(topology, config.port);
    for (const port of ports) await checkPort(config.host, port);
    const secrets = await openSecrets(home);
    stop.throwIfAborted();
    const { databaseUrl, engines } = await this.openServices();
    stop.throwIfAborted();
    await terminal.step('Migrating the database', () => migrate(databaseUrl));
    stop.throwIfAborted();
    const { authSecret } = secrets;
    const plan = { topology, config, home: home.path, root, databaseUrl, authSecret, engines };
    const processes = this.startProcesses(processPlans(plan));
    const baseUrl = config.publicUrl;
    const demo = { home, secrets, root, databaseUrl, baseUrl, stop };
    const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
    const apis = ports.map((port) => new ProductApi(`http://${host}:${port}`, stop));
    const names = processNames(topology, 'api');
    const [credentials] = await Promise.all([
      openCredentials(demo),
      terminal.step('Starting API, scheduler and runner', () =>
        Promise.all(
          apis.map((api, i) => api.ready(READY_TIMEOUT_MS, join(home.logsDir, `${names[i]}.log`))),
        ),
      ),
    ]);
    const [first] = apis;
    if (first === undefined) throw new Error('A product without an API has no use');
    await terminal.step('Making the demo workers', () => makeDemoOnce(demo, first, credentials));
    await terminal.step('Booting sandboxes', () => this.allReady(processes));
    terminal.line(`Credentials are in ${home.credentialsFile}, logs in ${home.logsDir}.`);
    terminal.line(`ready ${baseUrl}`);
    for (const port of ports.slice(1)) terminal.line(`ready http://localhost:${port}`);
  }

  /** Starts what the topology says and the settings do not name already, all at the same time. */
  private async openServices(): Promise<Pick<PlanSettings, 'databaseUrl' | 'engines'>> {
    const { config, home, topology } = this;
    const own = ownServices(topology, config);
    const step = own.length === 0 ? 'Using services that run' : `Starting ${own.join(' and ')}`;
    return this.terminal.step(step, async () => {
      const opening = await Promise.allSettled([
        config.databaseUrl ?? this.openDatabase(),
        own.includes('Redis') ? this.open(redisService(home.redisDir, this.output('redis'))) : null,
        own.includes('Kafka') ? this.open(kafkaService(home.kafkaDir, this.output('kafka'))) : null,
      ]);
      // All have settled: what started is among `opened`, and is stopped when another has failed.
      const [databaseUrl, redisUrl, brokers] = opening.map(addressOf);
      return {
        databaseUrl: databaseUrl ?? '',
        engines: engineSettings(config, { redisUrl: redisUrl ?? null, brokers: brokers ?? null }),
      };
    });
  }

  private openDatabase(): Promise<string> {
    return this.open(postgresService(this.home.databaseDir, this.output('postgres')));
  }

  private open(service: Startable): Promise<string> {
    const kept = new KeptService(service, this.report);
    this.opened.push(() => kept.stop());
    return kept.start();
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

function addressOf(opening: PromiseSettledResult<string | null>): string | null {
  if (opening.status === 'rejected') throw opening.reason;
  return opening.value;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
