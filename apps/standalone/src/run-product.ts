import { join, resolve } from 'node:path';
import { loadConfig } from '@aispinner/platform';
import { homeFolder } from './home-folder.ts';
import { sentenceOf } from './plain-failure.ts';
import { Product } from './product.ts';
import { stopRequest } from './stop-request.ts';
import { Terminal } from './terminal.ts';
import type { Topology } from './topology.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Runs the product until it is stopped, and returns the exit code of the supervisor. */
export async function runProduct(topology: Topology): Promise<number> {
  // A terminal that has gone away must not end the product.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);

  const stop = stopRequest();
  try {
    const config = loadConfig();
    await new Product({
      topology,
      config,
      // A relative folder is one of the checkout, whichever folder this was started from.
      home: homeFolder(resolve(ROOT, config.home)),
      root: ROOT,
      terminal: new Terminal((text) => process.stdout.write(text)),
      stop,
    }).run();
    return 0;
  } catch (error) {
    const sentence = sentenceOf(error);
    process.stderr.write(`${sentence ?? (error instanceof Error ? error.stack : String(error))}\n`);
    return 1;
  }
}
