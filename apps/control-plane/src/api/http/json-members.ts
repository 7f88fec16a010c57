/**
 * The members of a JSON object as JSON text without white space, by name, in their order. `text` must
 * be valid JSON (parse it first); anything but an object has no members. Unlike `JSON.parse` it keeps
 * every digit of a number and the order of keys that look like numbers. Of equal names the last counts.
 */
export function jsonMembers(text: string): Map<string, string> {
  const members = new Map<string, string>();
  const compact = compactJson(text);
  if (!compact.startsWith('{')) return members;
  let depth = 0;
  let name: string | null = null;
  let start = 1;
  for (let i = 0; i < compact.length; i++) {
    switch (compact[i]) {
      case '"':
        i = endOfString(compact, i);
        break;
      case '{':
      case '[':
        depth++;
        break;
      case ':':
        if (depth === 1 && name === null) {
          name = JSON.parse(compact.slice(start, i)) as string;
          start = i + 1;
        }
        break;
      case ',':
      case '}':
      case ']':
        if (depth === 1 && name !== null) {
          members.delete(name);
          members.set(name, compact.slice(start, i));
          name = null;
          start = i + 1;
        }
        if (compact[i] !== ',') depth--;
        break;
      default:
    }
  }
  return members;
}

/** Valid JSON text without the white space between its tokens. */
export function compactJson(text: string): string {
  let compact = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') i = endOfString(text, i);
    else if (c === ' ' || c === '\n' || c === '\r' || c === '\t') {
      compact += text.slice(start, i);
      start = i + 1;
    }
  }
  return compact + text.slice(start);
}

/** JSON text of an object with these members, whose values are JSON text already. */
export function jsonObject(members: Iterable<readonly [string, string]>): string {
  return `{${Array.from(members, ([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

export function jsonArray(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

/** Index of the closing quote of the string that opens at `open`. */
function endOfString(text: string, open: number): number {
  let i = open + 1;
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}
