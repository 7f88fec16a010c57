import type { StatsView } from '@aispinner/contracts';
import { LATENESS_CAUSES } from '@aispinner/domain';
import { useMemo, useState, type JSX } from 'react';
import { Skeleton } from '../../design/skeleton.tsx';
import { formatMs } from '../../format/duration.ts';
import { formatInstant } from '../../format/time.ts';
import { CAUSES } from '../../workers/reasons.ts';
import { stacksOf, sumOf, type Stack } from './stacks.ts';
import './lateness-why.css';

/** Why ticks began after their due times: the mean of each part, for the window and slice by slice. */
export function LatenessWhy({ stats }: { stats: StatsView | undefined }): JSX.Element {
  const [index, setIndex] = useState<number | null>(null);
  const stacks = useMemo(() => (stats === undefined ? null : stacksOf(stats)), [stats]);
  const pointed = index === null ? null : (stacks?.[index] ?? null);
  const parts = pointed === null ? (stats?.total.latenessParts ?? null) : pointed.parts;
  return (
    <section className="card why" aria-label="Why late">
      <div className="why__head">
        <h2 className="why__name">Why late</h2>
        <span className="why__of num">
          {pointed === null ? 'Mean of the window' : formatInstant(pointed.at)}
        </span>
        <ul className="why__parts num">
          {LATENESS_CAUSES.map((cause) => (
            <li key={cause} className={`why__part why__part--${cause}`}>
              {CAUSES[cause]} <strong>{formatMs(parts?.[cause] ?? null)}</strong>
            </li>
          ))}
          <li className="why__sum">
            Sum <strong>{formatMs(parts === null ? null : sumOf(parts))}</strong>
          </li>
        </ul>
      </div>
      {stacks === null ? (
        <div className="why__waiting">
          <Skeleton width={120} />
        </div>
      ) : (
        <Columns stacks={stacks} onPoint={setIndex} />
      )}
    </section>
  );
}

/** For the eye only: the figures stand in words above. */
function Columns(props: {
  stacks: readonly Stack[];
  onPoint: (index: number | null) => void;
}): JSX.Element {
  const { stacks, onPoint } = props;
  return (
    <div className="why__columns" aria-hidden="true" onPointerLeave={() => onPoint(null)}>
      {stacks.map((stack, i) => (
        <div key={stack.at} className="why__column" onPointerEnter={() => onPoint(i)}>
          {stack.pieces.map(({ cause, percent }) => (
            <span
              key={cause}
              className={`why__piece why__piece--${cause}`}
              style={{ height: `${percent}%` }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
