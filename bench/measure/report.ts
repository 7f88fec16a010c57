import type { Percentiles } from './percentiles.ts';

type Cell = string | number | null | undefined;

/** Prints a table: a title, a head, rows; numbers to the right. */
export function printTable(title: string, head: readonly string[], rows: readonly Cell[][]): void {
  const cells = [head, ...rows.map((row) => row.map(textOf))];
  const widths = head.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const row of cells) {
    const padded = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    );
    console.log(`  ${padded.join('  ')}`);
  }
}

/** The cells of a row of percentiles. */
export function percentileCells(p: Percentiles | null): Cell[] {
  return [p?.p50, p?.p95, p?.p99, p?.max];
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '-';
  return typeof cell === 'number' ? String(Math.round(cell * 100) / 100) : cell;
}
