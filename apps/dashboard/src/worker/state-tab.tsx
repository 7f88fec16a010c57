import type { StateEntryView } from '@aispinner/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { printExact } from '../api/exact-json.ts';
import { queries } from '../api/queries.ts';
import { CanButton } from '../app/can-button.tsx';
import { Blank, Failed } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { formatAgo, formatInstant } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { StateDialog } from './state-dialog.tsx';
import './state.css';
import { useWorker } from './use-worker.ts';

/** What the worker keeps between its ticks. */
export function StateTab(): JSX.Element {
  const worker = useWorker();
  const query = useInfiniteQuery(queries.state(worker.id));
  const [edited, setEdited] = useState<StateEntryView | 'new' | null>(null);
  const entries = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="tab state-tab">
      <div className="state-tab__bar">
        <p className="muted">
          Set by <code>ctx.state</code>. It survives restarts and deploys; a change here is seen at
          the next tick.
        </p>
        <CanButton icon="plus" onClick={() => setEdited('new')}>
          New key
        </CanButton>
      </div>
      {entries === undefined && query.error !== null ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : (
        <section className="card" aria-label="State">
          {entries === undefined ? (
            <SkeletonEntries />
          ) : entries.length === 0 ? (
            <Blank icon="database" title="Nothing kept yet">
              What the worker sets with ctx.state.set appears here.
            </Blank>
          ) : (
            <ul>
              {entries.map((entry) => (
                <Entry key={entry.key} entry={entry} onEdit={() => setEdited(entry)} />
              ))}
            </ul>
          )}
        </section>
      )}
      {query.hasNextPage && (
        <Button
          icon="down"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          More keys
        </Button>
      )}
      {edited !== null && (
        <StateDialog
          worker={worker}
          entry={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

/** Longer values are shown whole when opened. */
const PREVIEW_CHARS = 240;

function Entry(props: { entry: StateEntryView; onEdit: () => void }): JSX.Element {
  const { entry, onEdit } = props;
  const nowMs = useNow();
  const text = printExact(entry.value);
  return (
    <li className="entry">
      <button type="button" className="entry__key mono truncate" onClick={onEdit}>
        {entry.key}
      </button>
      <code className="entry__value">
        {text.length > PREVIEW_CHARS ? `${text.slice(0, PREVIEW_CHARS)}…` : text}
      </code>
      <time
        className="entry__when num"
        dateTime={entry.updatedAt}
        title={formatInstant(entry.updatedAt)}
      >
        {formatAgo(entry.updatedAt, nowMs)}
      </time>
    </li>
  );
}

function SkeletonEntries(): JSX.Element {
  return (
    <ul aria-busy="true">
      {[90, 60, 120].map((width) => (
        <li className="entry" key={width}>
          <Skeleton width={width} />
          <Skeleton width="60%" />
          <Skeleton width={56} />
        </li>
      ))}
    </ul>
  );
}
