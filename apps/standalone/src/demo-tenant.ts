import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readCredentials, writeCredentials, type Credentials } from './credentials.ts';
import { makeFirstOwner } from './first-owner.ts';
import { writePrivately, type HomeFolder } from './home-folder.ts';
import type { ProductApi } from './product-api.ts';
import { makeSampleWorkers } from './sample-workers.ts';
import type { Secrets } from './secrets.ts';

/** A name that no mail can leave this machine for. */
const ADMIN_EMAIL = 'admin@aispinner.localhost';

export interface DemoSettings {
  readonly home: HomeFolder;
  readonly secrets: Secrets;
  readonly root: string;
  readonly databaseUrl: string;
  readonly baseUrl: string;
  readonly stop: AbortSignal;
}

/**
 * The credentials of the demo tenant's owner, who is made on the first start. Of the API key only a
 * hash is kept: where `credentials.json` was lost, another key takes the place of the lost one.
 */
export async function openCredentials(settings: DemoSettings): Promise<Credentials> {
  const { home, secrets, root, databaseUrl, baseUrl, stop } = settings;
  const kept = await readCredentials(home);
  if (kept !== null) {
    const credentials = { ...kept, baseUrl };
    await writeCredentials(home, credentials);
    return credentials;
  }
  const admin = { email: ADMIN_EMAIL, password: secrets.adminPassword };
  const owner = await makeFirstOwner(
    root,
    databaseUrl,
    { ...admin, tenantName: 'Demo', workspaceName: 'Demo' },
    stop,
  );
  const credentials = { baseUrl, ...owner, admin };
  await writeCredentials(home, credentials);
  return credentials;
}

/** Makes the sample workers, once: whoever deletes one does not get it back. */
export async function makeDemoOnce(
  settings: Pick<DemoSettings, 'home' | 'root'>,
  api: ProductApi,
  credentials: Credentials,
): Promise<void> {
  const { home, root } = settings;
  const made = await access(home.seededFile).then(
    () => true,
    () => false,
  );
  if (made) return;
  await makeSampleWorkers(api, credentials, join(root, 'apps', 'standalone', 'samples'));
  await writePrivately(
    home.seededFile,
    'The sample workers were made. Remove this file to have them made again.\n',
  );
}
