import { badInput } from './refusal.ts';

/** A place in a list, opaque to the caller. */
export function cursorOf(place: string): string {
  return Buffer.from(place).toString('base64url');
}

/** The place that a cursor names; null without one. Throws a `Refusal` for what is not a cursor. */
export function placeOf(cursor: string | undefined, shape: RegExp): string | null {
  if (cursor === undefined) return null;
  const place = Buffer.from(cursor, 'base64url').toString();
  if (cursorOf(place) !== cursor || !shape.test(place) || place.includes('\0')) {
    throw badInput([{ path: 'cursor', message: 'Not a cursor of this list.' }]);
  }
  return place;
}

/** Cuts one page out of `rows`, of which there is one more than `limit` if another page follows. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOfRow: (row: Row) => string,
  view: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    nextCursor: rows.length > limit && last !== undefined ? cursorOf(placeOfRow(last)) : null,
  };
}
