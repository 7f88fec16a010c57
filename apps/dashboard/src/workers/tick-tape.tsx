import type { TickView } from '@aispinner/contracts';
import { memo, type JSX } from 'react';
import { formatMs } from '../format/duration.ts';
import { formatClock } from '../format/time.ts';
import { OUTCOME_LOOKS } from './outcome.tsx';
import { TAPE_TICKS, tapeBars } from './tape.ts';
import './tick-tape.css';

const STEP = 5;
const BAR = 3;
const HEIGHT = 28;

/** The last ticks as bars, the newest at the right: height is duration, a notch below a fault. */
export const TickTape = memo(function TickTape({
  ticks,
}: {
  ticks: readonly TickView[];
}): JSX.Element {
  const bars = tapeBars(ticks);
  const offset = (TAPE_TICKS - bars.length) * STEP;
  const faults = ticks.filter((tick) => OUTCOME_LOOKS[tick.outcome].tone === 'bad').length;
  const width = TAPE_TICKS * STEP;
  return (
    <svg
      className="tape"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="xMaxYMid meet"
      role="img"
      aria-label={`The last ${ticks.length} ticks, ${faults} of them at fault`}
    >
      {bars.map(({ tick, height }, i) => {
        const { tone, name } = OUTCOME_LOOKS[tick.outcome];
        const isFault = tone === 'bad';
        const room = HEIGHT - 5;
        const h = Math.max(2, height * room);
        const x = offset + i * STEP;
        return (
          <g key={tick.tickId} className={`tape__bar tape__bar--${tone}`}>
            <title>{`${formatClock(tick.dueAt)}  ${name}  ${formatMs(tick.durationMs)}`}</title>
            <rect x={x} y={room - h} width={BAR} height={h} rx="1" />
            {isFault && <rect x={x} y={HEIGHT - 3} width={BAR} height="3" rx="1" />}
          </g>
        );
      })}
    </svg>
  );
});
