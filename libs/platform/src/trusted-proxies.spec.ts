import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from './config.ts';

const trusted = (text: string) => loadConfig({ TRUST_PROXY: text }).trustProxy;

describe('TRUST_PROXY', () => {
  it('is nobody where nothing is said', () => {
    expect(loadConfig({}).trustProxy).toBe(0);
    expect(trusted('')).toBe(0);
  });

  it('is a number of proxies, or where they are', () => {
    expect(trusted('2')).toBe(2);
    expect(trusted('loopback')).toEqual(['loopback']);
    expect(trusted('10.0.0.0/8, fd00::/8, 192.0.2.7')).toEqual([
      '10.0.0.0/8',
      'fd00::/8',
      '192.0.2.7',
    ]);
  });

  it.each(['true', '-1', '1.5', '17', 'everybody', '10.0.0.0/99', '10.0.0.1,,'])(
    'cannot be `%s`, and says so by its name',
    (text) => {
      expect(() => trusted(text)).toThrow(ConfigError);
      expect(() => trusted(text)).toThrow(/^Wrong settings. TRUST_PROXY: /);
    },
  );
});
