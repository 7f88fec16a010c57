/**
 * Text as Postgres can keep it: its `text` has no character U+0000, and what a tenant's program prints
 * may. The replacement is the one that Unicode has for what cannot be shown.
 */
export function storedText(text: string): string {
  return text.replaceAll('\u0000', '\ufffd');
}
