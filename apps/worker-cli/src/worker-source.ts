import { CODE_BYTES } from '@aispinner/domain';
import { readFile } from 'node:fs/promises';
import { PlainFailure, reasonOf } from './plain-failure.ts';

/** The source of a worker, as it would be deployed. Throws `PlainFailure` where it could not be. */
export async function readWorkerSource(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new PlainFailure(`${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  });
  if (bytes.byteLength > CODE_BYTES) {
    const [size, limit] = [bytes.byteLength, CODE_BYTES].map((n) => n.toLocaleString('en'));
    throw new PlainFailure(`${file} has ${size} bytes, and a worker at most ${limit}.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new PlainFailure(`${file} is not UTF-8 text.`, { cause: error });
  }
}
