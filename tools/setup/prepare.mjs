import { generateClient } from './generate-client.mjs';
import { installPackages } from './install-packages.mjs';

/** Makes a checkout one that lint, types, build and tests can work on. Throws `PlainFailure`. */
export async function prepare() {
  await installPackages();
  await generateClient();
}
