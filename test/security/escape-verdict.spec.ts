import { describe, expect, it } from '@jest/globals';
import { escapeVerdict, type EscapeRun } from './escape-verdict.ts';

const run = (facts: Partial<EscapeRun>): EscapeRun => ({
  logs: [],
  outcome: 'ok',
  reason: null,
  problems: [],
  ...facts,
});

describe('escapeVerdict', () => {
  it.each<[string, Partial<EscapeRun>, string]>([
    ['a log line that says so is an escape', { logs: ['ESCAPED x: y', 'DONE x'] }, 'escaped'],
    [
      'an escape before a tripwire is an escape',
      { logs: ['ESCAPED x'], outcome: 'killed', reason: 'tripwire' },
      'escaped',
    ],
    ['the word inside a line is none', { logs: ['BLOCKED x: not ESCAPED'] }, 'blocked'],
    ['BLOCKED proves that it ran', { logs: ['BLOCKED x: no'] }, 'blocked'],
    ['DONE proves that it ran', { logs: ['DONE x'] }, 'blocked'],
    ['DONELESS proves nothing', { logs: ['DONELESS'] }, 'unproven'],
    ['a refusal with its reason', { outcome: 'error', problems: ['no'] }, 'refused'],
    ['a refusal without a reason', { outcome: 'error', problems: [' '] }, 'unproven'],
    ['a tripwire', { outcome: 'killed', reason: 'tripwire' }, 'tripwire'],
    ['another death', { outcome: 'killed', reason: 'crashed' }, 'unproven'],
    ['a timeout', { outcome: 'timeout' }, 'unproven'],
    ['a program that says nothing', {}, 'unproven'],
    ['an error that is no refusal', { outcome: 'error', logs: ['hello'] }, 'unproven'],
  ])('%s', (_, facts, verdict) => expect(escapeVerdict(run(facts))).toBe(verdict));
});
