import type { TickView } from '@aispinner/contracts';
import { LATENESS_CAUSES } from '@aispinner/domain';
import type { JSX } from 'react';
import { formatMs } from '../format/duration.ts';
import { formatClockMs, formatInstant } from '../format/time.ts';
import { tickFault } from '../workers/outcome.tsx';
import { CAUSES } from '../workers/reasons.ts';
import { Traceback } from './traceback.tsx';

/** Where a tick's time went, and what went wrong with it. */
export function TickDetail({ tick }: { tick: TickView }): JSX.Element {
  const fault = tickFault(tick);
  return (
    <div className="detail">
      {tick.parts !== null && <Waterfall tick={tick} parts={tick.parts} />}
      <dl className="detail__facts num">
        <Fact name="Due" at={tick.dueAt} />
        <Fact name="Queued" at={tick.queuedAt} />
        <Fact name="Started" at={tick.startedAt} />
        <Fact name="Ended" at={tick.endedAt} />
        {tick.number !== null && (
          <div>
            <dt>Number</dt>
            <dd>{tick.number}</dd>
          </div>
        )}
      </dl>
      {fault !== null && <p className="detail__fault">{fault}</p>}
      {tick.error !== null && <Traceback text={tick.error.traceback} />}
    </div>
  );
}

function Fact({ name, at }: { name: string; at: string | null }): JSX.Element | null {
  if (at === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd title={formatInstant(at)}>{formatClockMs(at)}</dd>
    </div>
  );
}

/** From the due time to the end as one bar: what made it late, then the tick itself. */
function Waterfall(props: { tick: TickView; parts: NonNullable<TickView['parts']> }): JSX.Element {
  const { tick, parts } = props;
  const pieces = [
    ...LATENESS_CAUSES.map((cause) => ({ id: cause, name: CAUSES[cause], ms: parts[cause] })),
    { id: 'tick', name: 'tick()', ms: tick.durationMs ?? 0 },
  ];
  const total = pieces.reduce((sum, piece) => sum + piece.ms, 0);
  return (
    <div className="waterfall">
      <div className="waterfall__bar" aria-hidden="true">
        {pieces.map((piece) => (
          <span
            key={piece.id}
            className={`waterfall__piece waterfall__piece--${piece.id}`}
            style={{ width: `${total === 0 ? 0 : (piece.ms / total) * 100}%` }}
          />
        ))}
      </div>
      <ul className="waterfall__names num">
        {pieces.map((piece) => (
          <li key={piece.id} className={`waterfall__name waterfall__name--${piece.id}`}>
            {piece.name} <strong>{formatMs(piece.ms)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
