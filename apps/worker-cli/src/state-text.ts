import { problemOfStateKey, problemOfStateValue } from '@aispinner/domain';

export type StateEntry = readonly [key: string, valueJson: string];

export type StateReading =
  | { readonly kind: 'state'; readonly entries: readonly StateEntry[] }
  | { readonly kind: 'wrong'; readonly problem: string };

/** In valid JSON: a string, a mark, or a number or word. White space lies between. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/**
 * The entries of a state file, a JSON object of values by key. Values are taken as text: `JSON.parse`
 * would round Python's integers and sort keys that look like numbers.
 */
export function readStateText(text: string): StateReading {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return wrong(`is not JSON: ${(error as Error).message}`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return wrong('does not hold a JSON object of values by key');
  }
  const entries = membersOf(text);
  for (const [key, valueJson] of entries) {
    const problem = problemOfStateKey(key) ?? problemOfStateValue(key, valueJson);
    if (problem !== null) return wrong(`cannot be a state: ${problem}`);
  }
  return { kind: 'state', entries: [...entries] };
}

/** The text of a state file, one line an entry, the values as they are. */
export function stateText(entries: readonly StateEntry[]): string {
  if (entries.length === 0) return '{}\n';
  const lines = entries.map(([key, valueJson]) => `  ${JSON.stringify(key)}: ${valueJson}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

function membersOf(objectText: string): Map<string, string> {
  const members = new Map<string, string>();
  let depth = 0;
  let key: string | null = null;
  let value = '';
  for (const [token] of objectText.matchAll(TOKEN)) {
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    if (key !== null && ((depth === 1 && token === ',') || depth === 0)) {
      members.set(key, value);
      key = null;
      value = '';
    } else if (key !== null && (value !== '' || token !== ':')) {
      value += token;
    } else if (depth === 1 && token.startsWith('"')) {
      key = JSON.parse(token) as string;
    }
    if (token === '{' || token === '[') depth += 1;
  }
  return members;
}

function wrong(problem: string): StateReading {
  return { kind: 'wrong', problem };
}
