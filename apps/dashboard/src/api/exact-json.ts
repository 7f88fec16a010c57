/**
 * JSON whose numbers keep their text: a worker's state may hold integers that a JavaScript number
 * cannot, and `1.0` is not `1` to Python. Where the browser cannot keep them, plain JSON is used.
 */
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context?: { source?: string }) => unknown,
  ): unknown;
  rawJSON?(text: string): unknown;
}

const exact = JSON as unknown as ExactJson;

/** Throws SyntaxError as `JSON.parse` does. Numbers that would lose digits come back as raw JSON. */
export function parseExact(text: string): unknown {
  return exact.parse(text, (_key, value, context) => {
    const source = context?.source;
    if (typeof value !== 'number' || source === undefined || exact.rawJSON === undefined) {
      return value;
    }
    return String(value) === source ? value : exact.rawJSON(source);
  });
}

/** The text of what `parseExact` gave, with its numbers as they were written. */
export function printExact(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent);
}
