import type { WorkerView } from '@aispinner/contracts';
import { useQueries } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { queries } from '../api/queries.ts';
import { Skeleton } from '../design/skeleton.tsx';
import { formatMs } from '../format/duration.ts';
import { formatShare, plural } from '../format/number.ts';
import { sumUp } from './sum-up.ts';

/** The workspace in four figures, from the last ticks of the workers in sight. */
export function WorkersSummary({
  workers,
}: {
  workers: readonly WorkerView[] | null;
}): JSX.Element {
  const tapes = useQueries({
    // The rows in sight read their tapes; here they are only summed up.
    queries: (workers ?? []).map((worker) => ({ ...queries.tape(worker.id), enabled: false })),
    combine: (results) => results.flatMap(({ data }) => (data === undefined ? [] : [data])),
  });
  const isReady = workers !== null && tapes.length > 0;
  const sums = isReady ? sumUp(workers, tapes) : null;
  return (
    <dl className="summary">
      <Figure
        name="Running"
        value={sums && `${sums.running}`}
        note={sums && `of ${plural(sums.workers, 'worker')}`}
      />
      <Figure
        name="Need a look"
        value={sums && `${sums.ailing}`}
        note={sums && (sums.ailing === 0 ? 'all is well' : 'failed, or failing now')}
        tone={sums !== null && sums.ailing > 0 ? 'bad' : undefined}
      />
      <Figure
        name="Lateness p95"
        value={sums && formatMs(sums.latenessP95Ms)}
        note={sums && `over the last ${plural(sums.ticks, 'tick')}`}
      />
      <Figure
        name="Error rate"
        value={sums && formatShare(sums.errorRate)}
        note={sums && `${plural(sums.faults, 'tick')} at fault`}
      />
    </dl>
  );
}

function Figure(props: {
  name: string;
  value: ReactNode;
  note: ReactNode;
  tone?: 'bad' | undefined;
}): JSX.Element {
  return (
    <div className="summary__figure">
      <dt>{props.name}</dt>
      <dd className={props.tone === undefined ? 'num' : `num summary__${props.tone}`}>
        {props.value ?? <Skeleton width={56} height={22} />}
      </dd>
      <dd className="summary__note num">{props.note ?? <Skeleton width={88} height={10} />}</dd>
    </div>
  );
}
