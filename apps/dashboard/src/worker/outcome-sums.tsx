import type { StatsView } from '@aispinner/contracts';
import { OUTCOMES } from '@aispinner/domain';
import type { JSX } from 'react';
import { Icon } from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { formatCount, formatShare } from '../format/number.ts';
import { OUTCOME_LOOKS } from '../workers/outcome.tsx';

/** How many ticks of the window ended in which way. */
export function OutcomeSums({ stats }: { stats: StatsView | undefined }): JSX.Element {
  if (stats === undefined) return <Skeleton width={220} height={16} />;
  const { counts, errorRate } = stats.total;
  return (
    <ul className="sums num" aria-label="Ticks by outcome">
      {OUTCOMES.filter((outcome) => outcome === 'ok' || counts[outcome] > 0).map((outcome) => {
        const look = OUTCOME_LOOKS[outcome];
        return (
          <li key={outcome} className={`sums__sum sums__sum--${look.tone}`}>
            <Icon name={look.icon} size={14} />
            <strong>{formatCount(counts[outcome])}</strong>
            <span className="muted">{outcome}</span>
          </li>
        );
      })}
      <li className="sums__sum">
        <strong>{formatShare(errorRate)}</strong>
        <span className="muted">error rate</span>
      </li>
    </ul>
  );
}
