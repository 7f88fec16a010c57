import type { WorkerView } from '@aispinner/contracts';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { formatAgo } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { OutcomeBadge, tickFault } from '../workers/outcome.tsx';
import { Traceback } from './traceback.tsx';

/** The newest tick that was at fault, among the last ones; nothing where all were well. */
export function LastFault({ worker }: { worker: WorkerView }): JSX.Element | null {
  const { data: ticks } = useQuery(queries.recentTicks(worker.id));
  const nowMs = useNow();
  const tick = ticks?.find(({ outcome }) => outcome !== 'ok' && outcome !== 'skipped');
  if (tick === undefined) return null;
  return (
    <section className="card fault" aria-label="Last fault">
      <div className="card__head">
        <h2>Last fault</h2>
        <span className="fault__when num">
          <OutcomeBadge outcome={tick.outcome} />
          {formatAgo(tick.dueAt, nowMs)}
          <Link className="link" to="ticks">
            All ticks
          </Link>
        </span>
      </div>
      <div className="card__body">
        <p className="fault__line">{tickFault(tick) ?? tick.outcome}</p>
        {tick.error !== null && <Traceback text={tick.error.traceback} />}
      </div>
    </section>
  );
}
