import type { JSX } from 'react';

/** A grey bar in the place of text that is on its way; sizes in px, or any CSS width. */
export function Skeleton({
  width,
  height = 12,
}: {
  width: number | string;
  height?: number;
}): JSX.Element {
  return <span className="skeleton" aria-hidden="true" style={{ width, height }} />;
}
