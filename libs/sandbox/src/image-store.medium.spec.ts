import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeSync, readdirSync, statSync } from 'node:fs';
import { cp, mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readImageHeader } from './child/image-format.ts';
import { openImage } from './image-store.ts';
import { runtimePaths, SandboxRuntime } from './sandbox-runtime.ts';

const bareGuest = fileURLToPath(new URL('./fixtures/bare-guest', import.meta.url));
let root: string;
let images: string;
let guest: string;
let runtime: SandboxRuntime;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'aispinner-images-'));
  images = join(root, 'images');
  guest = join(root, 'guest');
  await cp(bareGuest, guest, { recursive: true });
  runtime = new SandboxRuntime(runtimePaths(guest));
});
afterAll(async () => {
  await runtime.close();
  await rm(root, { recursive: true, force: true });
});

/** Opens and closes it. Returns when the file was written. */
const openOnce = async (): Promise<number> => {
  const fd = await openImage(runtime, images);
  closeSync(fd);
  return statSync(join(images, newest())).mtimeMs;
};
const newest = (): string =>
  readdirSync(images).sort(
    (a, b) => statSync(join(images, b)).mtimeMs - statSync(join(images, a)).mtimeMs,
  )[0] ?? '';

describe('openImage', () => {
  it('lets several builders at once end with one whole image, and no drafts', async () => {
    const fds = await Promise.all([openImage(runtime, images), openImage(runtime, images)]);
    for (const fd of fds) {
      expect(readImageHeader(fd).header.runs.length).toBeGreaterThan(10);
      closeSync(fd);
    }
    expect(readdirSync(images)).toEqual([expect.stringMatching(/^sandbox-[0-9a-f]{32}-0\.image$/)]);
  }, 60_000);

  it('builds once', async () => {
    const builtAt = await openOnce();
    expect(await openOnce()).toBe(builtAt);
  }, 60_000);

  it.each([
    ['cut short', (path: string) => truncate(path, 5_000_000)],
    ['empty', (path: string) => truncate(path, 0)],
    ['changed in one byte', flipLastByte],
    ['something else', (path: string) => writeFile(path, 'hello')],
  ])(
    'builds anew when the image is %s',
    async (_, spoil) => {
      await openOnce();
      const path = join(images, newest());
      const size = statSync(path).size;
      await spoil(path);
      await openOnce();
      expect(readdirSync(images)).toHaveLength(1);
      expect(Math.abs(statSync(path).size - size)).toBeLessThan(200_000);
    },
    60_000,
  );

  it('builds another image when the guest has changed, and drops old ones', async () => {
    await openOnce();
    for (let version = 0; version < 4; version++) {
      await writeFile(join(guest, 'aispinner_guest/__init__.py'), `VERSION = ${version}\n`);
      await openOnce();
    }
    expect(readdirSync(images)).toHaveLength(3);
  }, 60_000);

  it('says what Python said when the guest cannot be prepared', async () => {
    const main = join(guest, 'aispinner_guest/main.py');
    const code = await readFile(main, 'utf8');
    await writeFile(main, `raise ValueError('broken guest')\n`);
    await expect(openImage(runtime, images)).rejects.toThrow('broken guest');
    await writeFile(main, code);
    expect(readdirSync(images).filter((name) => name.endsWith('.part'))).toEqual([]);
  }, 60_000);
});

async function flipLastByte(path: string): Promise<void> {
  const file = await open(path, 'r+');
  const { size } = await file.stat();
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, size - 1);
  byte[0] = ~(byte[0] ?? 0) & 255;
  await file.write(byte, 0, 1, size - 1);
  await file.close();
}
