/** Deeper values are refused: readers of the store may have recursive parsers. */
export const MAX_JSON_DEPTH = 100;

/** Python reads no longer integer from text. */
const MAX_INTEGER_DIGITS = 4300;

export type JsonTextProblem =
  | 'not JSON'
  | 'nested too deeply'
  | 'holding a number that no reader can hold'
  | 'holding half of a surrogate pair';

/**
 * Why `text` is not a JSON value that may be stored, or null if it is. The guest's encoder makes
 * such text, but a guest is not to be trusted: what the store holds is read by others.
 */
export function problemOfJsonText(text: string): JsonTextProblem | null {
  try {
    JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  if (!text.isWellFormed()) return 'holding half of a surrogate pair';
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      const end = endOfString(text, i);
      if (hidesSurrogate(text.slice(i, end + 1))) return 'holding half of a surrogate pair';
      i = end;
    } else if (c === '[' || c === '{') {
      if (++depth > MAX_JSON_DEPTH) return 'nested too deeply';
    } else if (c === ']' || c === '}') {
      depth--;
    } else if (c === '-' || (c !== undefined && c >= '0' && c <= '9')) {
      const end = endOfNumber(text, i);
      if (!isReadable(text.slice(i, end))) return 'holding a number that no reader can hold';
      i = end - 1;
    }
  }
  return null;
}

/** Index of the closing quote of the string that opens at `open`, in valid JSON text. */
function endOfString(text: string, open: number): number {
  let i = open + 1;
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}

/** A string literal may spell out what the text itself must not hold. */
function hidesSurrogate(literal: string): boolean {
  return /\\u[dD]/.test(literal) && !(JSON.parse(literal) as string).isWellFormed();
}

function endOfNumber(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && /[0-9.eE+-]/.test(text[i] ?? '')) i++;
  return i;
}

/** Integers of any size are exact in Python, up to a length; a fraction must be a finite double. */
function isReadable(number: string): boolean {
  return /[.eE]/.test(number)
    ? Number.isFinite(Number(number))
    : number.length - (number.startsWith('-') ? 1 : 0) <= MAX_INTEGER_DIGITS;
}
