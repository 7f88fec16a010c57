import { readFile } from 'node:fs/promises';
import { writePrivately, type HomeFolder } from './home-folder.ts';

/** `credentials.json`: how scripts and people get in. Part of the public interface. */
export interface Credentials {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly workspaceId: string;
  readonly admin: { readonly email: string; readonly password: string };
}

/** Null where there are none, or not whole ones: then a new key has to be made. */
export async function readCredentials(home: HomeFolder): Promise<Credentials | null> {
  const text = await readFile(home.credentialsFile, 'utf8').catch(() => '');
  try {
    const { baseUrl, apiKey, workspaceId, admin } = JSON.parse(text) as Partial<Credentials>;
    if (!baseUrl || !apiKey || !workspaceId || !admin?.email || !admin.password) return null;
    return {
      baseUrl,
      apiKey,
      workspaceId,
      admin: { email: admin.email, password: admin.password },
    };
  } catch {
    return null;
  }
}

/** Writes them, mode 600. Throws a `PlainFailure`. */
export async function writeCredentials(home: HomeFolder, credentials: Credentials): Promise<void> {
  await writePrivately(home.credentialsFile, `${JSON.stringify(credentials, null, 2)}\n`);
}
