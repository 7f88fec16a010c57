import type { TickView } from '@aispinner/contracts';
import type { JSX } from 'react';
import { Icon } from '../design/icons.tsx';
import { formatMs } from '../format/duration.ts';
import { plural } from '../format/number.ts';
import { formatClockMs, formatInstant } from '../format/time.ts';
import { OutcomeBadge, tickFault } from '../workers/outcome.tsx';
import { CAUSES } from '../workers/reasons.ts';
import { TickDetail } from './tick-detail.tsx';

export function TickRow(props: {
  tick: TickView;
  isOpen: boolean;
  onToggle: () => void;
}): JSX.Element {
  const { tick, isOpen, onToggle } = props;
  return (
    <>
      <tr className={isOpen ? 'tick tick--open' : 'tick'} onClick={onToggle}>
        <td className="num tick__due">
          <button
            type="button"
            className="tick__toggle"
            aria-expanded={isOpen}
            aria-label={`Tick due ${formatInstant(tick.dueAt)}`}
            onClick={(event) => {
              event.stopPropagation();
              onToggle();
            }}
          >
            <Icon name="right" />
            {formatClockMs(tick.dueAt)}
          </button>
        </td>
        <td>
          <OutcomeBadge outcome={tick.outcome} />
        </td>
        <td className="right num">
          {tick.cause !== null && <span className="tick__cause">{CAUSES[tick.cause]}</span>}
          {formatMs(tick.latenessMs)}
        </td>
        <td className="right num">{formatMs(tick.durationMs)}</td>
        <td className="right num ticks__wide">{formatMs(tick.cpuMs)}</td>
        <td className="num ticks__wide">{tick.version}</td>
        <td className="tick__note">
          <span className="truncate">{noteOf(tick)}</span>
        </td>
      </tr>
      {isOpen && (
        <tr className="tick__detail">
          <td colSpan={7}>
            <TickDetail tick={tick} />
          </td>
        </tr>
      )}
    </>
  );
}

function noteOf(tick: TickView): string {
  const fault = tickFault(tick) ?? '';
  return tick.count > 1 ? `${plural(tick.count, 'due time')}. ${fault}` : fault;
}
