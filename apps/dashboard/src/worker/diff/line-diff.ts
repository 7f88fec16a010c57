export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  /** From 1; null where the line is not in that text. */
  readonly oldLine: number | null;
  readonly newLine: number | null;
}

/** The product of changed lines up to which the smallest difference is looked for. */
const MOST_CELLS = 4_000_000;

/** What makes the new text of the old one, line by line: a longest common subsequence. */
export function lineDiff(oldText: string, newText: string): DiffLine[] {
  const a = oldText.split('\n');
  const b = newText.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail++;
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  const same = (): void => {
    lines.push({ kind: 'same', text: a[i] ?? '', oldLine: ++i, newLine: ++j });
  };
  const removed = (): void => {
    lines.push({ kind: 'removed', text: a[i] ?? '', oldLine: ++i, newLine: null });
  };
  const added = (): void => {
    lines.push({ kind: 'added', text: b[j] ?? '', oldLine: null, newLine: ++j });
  };
  while (i < head) same();
  for (const move of middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail))) {
    if (move === 'same') same();
    else if (move === 'removed') removed();
    else added();
  }
  while (i < a.length) same();
  return lines;
}

function middle(a: readonly string[], b: readonly string[]): DiffLine['kind'][] {
  const moves: DiffLine['kind'][] = [];
  if (a.length * b.length > MOST_CELLS) {
    return [...a.map(() => 'removed' as const), ...b.map(() => 'added' as const)];
  }
  // length[i][j]: of the longest common subsequence of a from i and b from j.
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      moves.push('same');
      i++;
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      moves.push('removed');
      i++;
    } else {
      moves.push('added');
      j++;
    }
  }
  return moves;
}

/** Leaves out what stays the same, but for `context` lines around each change; null marks a gap. */
export function foldDiff(lines: readonly DiffLine[], context: number): (DiffLine | null)[] {
  const near = new Set<number>();
  lines.forEach((line, i) => {
    if (line.kind === 'same') return;
    for (let k = i - context; k <= i + context; k++) near.add(k);
  });
  const folded: (DiffLine | null)[] = [];
  lines.forEach((line, i) => {
    if (near.has(i)) folded.push(line);
    else if (folded.at(-1) !== null) folded.push(null);
  });
  return folded;
}
