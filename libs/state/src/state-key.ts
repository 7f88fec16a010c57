/**
 * Keys as Postgres can hold them: `text` refuses U+0000. U+0001 escapes it and itself, so that keys
 * stay distinct and in order.
 */
export function encodeKey(key: string): string {
  return key.replaceAll('\u0001', '\u0001\u0003').replaceAll('\u0000', '\u0001\u0002');
}

export function decodeKey(stored: string): string {
  return stored.replaceAll('\u0001\u0002', '\u0000').replaceAll('\u0001\u0003', '\u0001');
}
