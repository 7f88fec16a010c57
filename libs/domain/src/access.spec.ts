import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyAllows, PERMISSIONS, roleAllows, ROLES } from './access.ts';

describe('roleAllows', () => {
  it('gives each role what it is for', () => {
    const allowed = ROLES.map((role) => PERMISSIONS.filter((p) => roleAllows(role, p)));
    expect(allowed).toEqual([
      ['read', 'write', 'manage', 'own'],
      ['read', 'write', 'manage'],
      ['read', 'write'],
      ['read'],
    ]);
  });
});

describe('keyAllows', () => {
  it('needs both the scope of the key and the role of its maker', () => {
    expect(keyAllows('owner', ['read'], 'write')).toBe(false);
    expect(keyAllows('viewer', ['read', 'write'], 'write')).toBe(false);
    expect(keyAllows('editor', ['write'], 'write')).toBe(true);
    expect(keyAllows('editor', ['write'], 'read')).toBe(false);
    expect(keyAllows('owner', [], 'read')).toBe(false);
  });

  it('never allows more than the role does', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLES),
        fc.subarray([...PERMISSIONS]),
        fc.constantFrom(...PERMISSIONS),
        (role, scopes, permission) =>
          !keyAllows(role, scopes, permission) || roleAllows(role, permission),
      ),
    );
  });
});
