import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '@aispinner/platform';
import { KAFKA_VERSION } from '@aispinner/testing';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Readonly<Record<string, Service>>;
};
const ours = Object.entries(services).filter(([, service]) => service.build !== undefined);
const entryOf = ({ command }: Service): string => command?.[1] ?? '';

describe('docker-compose.yml', () => {
  it('runs two of each process, after one migration', () => {
    expect(ours.map(([name]) => name).sort()).toEqual([
      ...['api-1', 'api-2', 'migrate', 'runner-1', 'runner-2', 'scheduler-1', 'scheduler-2'],
    ]);
    for (const [name, service] of ours) {
      if (name === 'migrate') continue;
      expect(Object.keys(service.depends_on ?? {})).toEqual(['migrate', 'kafka', 'redis']);
    }
  });

  it('starts entries that are built', () => {
    for (const [, service] of ours) {
      const source = entryOf(service).replace('/dist/', '/src/').replace(/\.js$/, '.ts');
      expect(existsSync(join(ROOT, source))).toBe(true);
    }
  });

  it('sets only what the configuration knows, and to what it takes', () => {
    const settings = read('libs/platform/src/config.ts');
    for (const [, { environment }] of ours) {
      const given = Object.fromEntries(
        Object.entries(environment ?? {}).map(([name, value]) => [name, withSecrets(value)]),
      );
      for (const name of Object.keys(given))
        expect(settings).toMatch(new RegExp(`^  ${name}:`, 'm'));
      expect(loadConfig(given)).toMatchObject({ messaging: 'kafka', state: 'redis' });
    }
    const image = [...read('Dockerfile').matchAll(/^ +([A-Z_]+)=|^ENV ([A-Z_]+)=/gm)];
    const foreign = ['TZ', 'NODE_OPTIONS'];
    for (const [, one, first] of image) {
      const name = one ?? first ?? '';
      if (!foreign.includes(name)) expect(settings).toMatch(new RegExp(`^  ${name}:`, 'm'));
    }
    expect(image.length).toBeGreaterThan(3);
  });

  it('runs on the versions that are tested', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as {
      devDependencies: Readonly<Record<string, string>>;
    };
    const bases = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(bases).toEqual(Array(2).fill(`node:${devDependencies['node']}-bookworm-slim`));
    expect(services['kafka']?.image).toBe(`apache/kafka:${KAFKA_VERSION}`);
  });
});

/** As Compose fills in what it is given: `${NAME:?…}` with a long text, `${NAME:-}` with nothing. */
function withSecrets(value: string): string {
  return value.replace(/\$\{\w+:\?[^}]*\}/g, 'x'.repeat(40)).replace(/\$\{\w+:-\}/g, '');
}
