import { TICK_INTERVAL_SECONDS } from '@aispinner/domain';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { queries } from '../api/queries.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { formatInterval } from '../format/duration.ts';

const COMMON = [1, 5, 15, 60, 300, 3600] as const;

/** How often a worker ticks, in seconds, with the plan's floor said where it matters. */
export function IntervalField(props: {
  seconds: number;
  onChange: (seconds: number) => void;
  error: string | undefined;
}): JSX.Element {
  const { seconds, onChange, error } = props;
  const { data: me } = useQuery(queries.me());
  const floor = me?.plan.limits.minTickIntervalSeconds ?? TICK_INTERVAL_SECONDS.min;
  const hint =
    seconds < floor
      ? `Your plan ticks at most ${formatInterval(floor)}, so that is what it will do.`
      : `Ticks ${formatInterval(seconds)}.`;
  return (
    <div className="interval">
      <TextField
        label="Interval in seconds"
        type="number"
        className="input num"
        min={TICK_INTERVAL_SECONDS.min}
        max={TICK_INTERVAL_SECONDS.max}
        step={1}
        value={Number.isNaN(seconds) ? '' : String(seconds)}
        onChange={(text) => onChange(Number.parseInt(text, 10))}
        hint={Number.isNaN(seconds) ? 'From 1 to 3600 seconds.' : hint}
        error={error}
        required
      />
      <div className="interval__common">
        {COMMON.map((each) => (
          <Button
            key={each}
            size="small"
            kind={each === seconds ? 'default' : 'quiet'}
            aria-pressed={each === seconds}
            onClick={() => onChange(each)}
          >
            {short(each)}
          </Button>
        ))}
      </div>
    </div>
  );
}

function short(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
}
