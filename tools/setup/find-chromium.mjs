import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { PlainFailure } from './plain-failure.mjs';
import { step } from './progress.mjs';
import { runQuietly } from './run-program.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The path of a Chromium for the browser tests, installed from the system's packages where this is
 * root on Debian or a relative. Throws `PlainFailure`.
 */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return given;
    throw new PlainFailure(`CHROMIUM_PATH names ${given}, which is not there.`);
  }
  const found = PLACES.find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (userInfo().uid !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new PlainFailure(
      'The browser tests need Chromium: install it, or set CHROMIUM_PATH to its program.',
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const failure = 'Chromium for the browser tests could not be installed: set CHROMIUM_PATH.';
  await step('Installing Chromium for the browser tests', async () => {
    await runQuietly('apt-get', ['update', '-q'], { env, failure });
    const install = ['install', '-y', '-q', '--no-install-recommends', 'chromium'];
    await runQuietly('apt-get', install, { env, failure });
  });
  return ensureChromium();
}
