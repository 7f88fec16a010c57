import type { JSX } from 'react';

const MARKS = Array.from({ length: 60 }, (_, i) => i);

/** A dial of sixty marks that a light goes round once a minute: decoration. */
export function Dial(): JSX.Element {
  return (
    <svg className="dial" viewBox="-120 -120 240 240" fill="none">
      {MARKS.map((i) => (
        <line
          key={i}
          className={i % 5 === 0 ? 'dial__mark dial__mark--long' : 'dial__mark'}
          x1="0"
          x2="0"
          y1={i % 5 === 0 ? -92 : -98}
          y2="-106"
          transform={`rotate(${i * 6})`}
          style={{ animationDelay: `${i - 60}s` }}
        />
      ))}
      <circle r="70" className="dial__track" />
      <circle r="70" className="dial__sweep" pathLength="60" transform="rotate(-90)" />
      <circle r="46" className="dial__track" />
      <circle
        r="46"
        className="dial__sweep dial__sweep--fast"
        pathLength="60"
        transform="rotate(-90)"
      />
      <circle r="5" className="dial__hub" />
    </svg>
  );
}
