/** Deeper values are refused: readers of the store may have recursive parsers. */
export const MAX_JSON_DEPTH = 100;

export type JsonTextProblem = 'not JSON' | 'nested too deeply';

/**
 * Why `text` is not a JSON value that may be stored, or null if it is. The guest's encoder makes
 * valid text, but a guest is not to be trusted: what the store holds is read by others.
 */
export function problemOfJsonText(text: string): JsonTextProblem | null {
  try {
    JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  return depthOf(text) > MAX_JSON_DEPTH ? 'nested too deeply' : null;
}

/** Of valid JSON text: brackets outside strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '[' || c === '{') deepest = Math.max(deepest, ++depth);
    else if (c === ']' || c === '}') depth--;
  }
  return deepest;
}
