import type { JSX, ReactNode } from 'react';
import { Skeleton } from '../design/skeleton.tsx';
import { formatCount } from '../format/number.ts';

/** How much of a quota is used. */
export function Meter(props: {
  name: ReactNode;
  note?: string;
  share: { used: number; limit: number } | undefined;
}): JSX.Element {
  const { name, note, share } = props;
  const part = share === undefined || share.limit === 0 ? 0 : share.used / share.limit;
  return (
    <li className="meter">
      <span className="meter__name truncate">{name}</span>
      <span className="meter__value num">
        {share === undefined ? (
          <Skeleton width={48} />
        ) : (
          <>
            {note !== undefined && <span className="muted">{note} · </span>}
            {formatCount(share.used)} <span className="muted">of {formatCount(share.limit)}</span>
          </>
        )}
      </span>
      <span className="meter__track" aria-hidden="true">
        <span
          className={part >= 1 ? 'meter__fill meter__fill--full' : 'meter__fill'}
          style={{ width: `${Math.min(100, part * 100)}%` }}
        />
      </span>
    </li>
  );
}
