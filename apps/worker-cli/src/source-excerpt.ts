import { visible, widthOf } from './visible-text.ts';

/** Longer lines are shown from about the place that is meant. */
const SHOWN_CHARACTERS = 120;
const TAB = '    ';

/**
 * The line of the source that a problem is about and a caret under the place, both as they stand on a
 * terminal; nothing where the source has no such line. `line` and `column` (in characters) begin at 1.
 */
export function sourceExcerpt(code: string, line: number, column: number): string[] {
  const source = code.split(/\r\n|\n/)[line - 1];
  if (source === undefined || source.trim() === '') return [];
  const characters = Array.from(source);
  const place = Math.min(column - 1, characters.length);
  const cut = Math.max(0, place - SHOWN_CHARACTERS / 2);
  const shown = characters.slice(cut, cut + SHOWN_CHARACTERS);
  const before = `${cut > 0 ? '…' : ''}${show(characters.slice(cut, place))}`;
  const after = show(shown.slice(place - cut));
  const ending = cut + SHOWN_CHARACTERS < characters.length ? '…' : '';
  const margin = String(line).padStart(5);
  return [
    `${margin} | ${before}${after}${ending}`,
    `${' '.repeat(margin.length)} | ${' '.repeat(widthOf(before))}^`,
  ];
}

function show(characters: readonly string[]): string {
  return visible(characters.join('').replaceAll('\t', TAB));
}
