import { ApiProblem } from '../../api/problem.ts';

/** Something wrong with the code. Lines and columns count from 1; columns count whole characters. */
export interface CodeProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Why a deploy was refused, as far as that speaks of places in the code. */
export function problemsOf(error: unknown): CodeProblem[] {
  if (!(error instanceof ApiProblem)) return [];
  return error.errors.flatMap(({ line, column, message }) =>
    line === undefined ? [] : [{ line, column: column ?? 1, message }],
  );
}

/**
 * Where a problem lies in a text of lines, as offsets: the word at its column, or the whole statement
 * where it lies at the beginning of one or past its end.
 */
export function rangeOf(
  problem: CodeProblem,
  lines: readonly string[],
): { readonly from: number; readonly to: number } {
  const index = Math.min(Math.max(problem.line, 1), lines.length) - 1;
  const text = lines[index] ?? '';
  let start = 0;
  for (let i = 0; i < index; i++) start += (lines[i]?.length ?? 0) + 1;
  const column = [...text].slice(0, Math.max(problem.column, 1) - 1).join('').length;
  const indent = text.length - text.trimStart().length;
  if (column <= indent || column >= text.length) {
    return { from: start + indent, to: start + text.length };
  }
  const word = /^[\w.]+/.exec(text.slice(column))?.[0].length ?? 1;
  return { from: start + column, to: start + column + word };
}
