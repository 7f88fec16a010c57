import type { JSX } from 'react';

/** Drawn on a 16 px grid with strokes of 1.5. */
const PATHS = {
  plus: 'M8 3v10M3 8h10',
  check: 'm3 8.5 3.2 3.2L13 5',
  cross: 'm4 4 8 8M12 4l-8 8',
  chevron: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  right: 'm6.5 4.5 3.5 3.5-3.5 3.5',
  updown: 'm5 6 3-3 3 3M5 10l3 3 3-3',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5 13.5 13.5',
  play: 'M5 3.2v9.6l7.5-4.8z',
  stop: 'M4 4h8v8H4z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  restart: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.6h-2.6',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  alert: 'M8 5.2v3.4M8 10.9h.01M8 1.9 14.6 13.4H1.4z',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 5v3.2l2 1.3',
  skip: 'M3 8h.01M6.3 8h.01M9.7 8h.01M13 8h.01',
  bolt: 'M8.8 1.8 3.5 9H8l-.8 5.2L12.5 7H8z',
  workers: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h7',
  key: 'M10.3 8.7a3.5 3.5 0 1 0-3-3L2.5 10.5V13.5h3v-1.6h1.6v-1.6z',
  gauge: 'M2.7 12A6 6 0 1 1 13.3 12M8 9.5l2.5-3.2',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z',
  system: 'M2.5 3.5h11v7h-11zM6 13.5h4M8 10.5v3',
  signOut: 'M6 13.5H3v-11h3M10.5 11 13.5 8l-3-3M13.5 8H6.5',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  trash: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9',
  code: 'm5.5 4.5-3.5 3.5 3.5 3.5M10.5 4.5 14 8l-3.5 3.5',
  flask: 'M6.3 2v4L2.8 12.6A1 1 0 0 0 3.7 14h8.6a1 1 0 0 0 .9-1.4L9.7 6V2M5.3 2h5.4M4.6 10h6.8',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  back: 'M9.5 4 5.5 8l4 4',
  undo: 'M3 6h6.5a3.5 3.5 0 1 1 0 7H6M5.5 3.5 3 6l2.5 2.5',
  pencil: 'M10.8 2.8l2.4 2.4L5.4 13H3v-2.4z',
  logs: 'M3 4h6M3 8h10M3 12h8',
  database:
    'M8 6.5c2.8 0 5-.9 5-2s-2.2-2-5-2-5 .9-5 2 2.2 2 5 2ZM3 4.5v7c0 1.1 2.2 2 5 2s5-.9 5-2v-7M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  pulse: 'M1.5 8h3l2-5 3 10 2-5h3',
  history: 'M2.8 5.5A5.8 5.8 0 1 1 2.2 8M2.5 2.5v3h3M8 5v3.2l2 1.3',
  sliders: 'M2.5 5h5M11 5h2.5M2.5 11H5M8.5 11h5M7.5 3.5v3M8.5 9.5v3',
  building: 'M3 13.5v-11h6v11M9 6.5h4v7M1.5 13.5h13M5.2 5.5h1.6M5.2 8.5h1.6',
  inbox: 'M2 9l2-6h8l2 6v4H2zM2 9h3.5l1 1.8h3l1-1.8H14',
} as const;

export type IconName = keyof typeof PATHS;

const SOLID: ReadonlySet<IconName> = new Set(['play', 'stop']);

/** Decoration: what it means is said in words beside it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): JSX.Element {
  const isSolid = SOLID.has(name);
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={isSolid ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={name === 'more' || name === 'skip' ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark: a dial with a quarter turned. */
export function Mark({ size = 22 }: { size?: number }): JSX.Element {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <circle cx="12" cy="12" r="9" stroke="currentColor" strokeOpacity=".18" strokeWidth="3" />
      <path d="M12 3a9 9 0 0 1 9 9" stroke="var(--accent)" strokeWidth="3" strokeLinecap="round" />
      <circle cx="12" cy="12" r="2.5" fill="currentColor" />
    </svg>
  );
}
