/**
 * What must not reach a terminal as it is: control characters drive it, and the marks of direction and
 * the Unicode line ends make text look like another.
 */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const SHORT: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r', '\n': '\\n' };

/** A worker's text as it may be shown in one line: `\x1b`, `\u202e` instead of the character. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return (
      SHORT[character] ??
      (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`)
    );
  });
}

/** The same for text of several lines, which stay lines. */
export function visibleLines(text: string): string[] {
  return text.split('\n').map(visible);
}

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|[\u{20000}-\u{3FFFD}]/u;
const NO_WIDTH = /[\p{M}\p{Cf}]/u;

/** Columns of a terminal that visible text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (WIDE.test(character)) width += 2;
    else if (!NO_WIDTH.test(character)) width += 1;
  }
  return width;
}
