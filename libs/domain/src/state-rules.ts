import { problemOfJsonText } from './json-text.ts';
import { STATE_KEY_CHARS, STATE_VALUE_BYTES } from './limits.ts';

/** What is wrong with a state key, as a sentence; null if nothing. The same for `ctx` and the API. */
export function problemOfStateKey(key: string): string | null {
  if (key.length === 0) return 'a state key must not be empty';
  if (key.length > STATE_KEY_CHARS) {
    return `a state key has at most ${STATE_KEY_CHARS} characters, this one has ${key.length}`;
  }
  // The store is UTF-8 text, which has neither NUL nor half of a surrogate pair.
  if (key.includes('\0')) return 'a state key must not contain the character NUL';
  if (!key.isWellFormed()) return 'a state key must not contain a lone surrogate';
  return null;
}

/** What is wrong with a state value given as JSON text; null if nothing. */
export function problemOfStateValue(key: string, valueJson: string): string | null {
  const bytes = new TextEncoder().encode(valueJson).byteLength;
  if (bytes > STATE_VALUE_BYTES) {
    return (
      `the value of state key ${JSON.stringify(key)} is ${bytes.toLocaleString('en')} bytes as JSON; ` +
      `the limit is ${STATE_VALUE_BYTES.toLocaleString('en')}`
    );
  }
  const problem = problemOfJsonText(valueJson);
  return problem === null ? null : `the value of state key ${JSON.stringify(key)} is ${problem}`;
}
