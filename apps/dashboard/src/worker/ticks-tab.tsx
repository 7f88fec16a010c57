import { OUTCOMES, type OutcomeKind } from '@aispinner/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { queries } from '../api/queries.ts';
import { Blank, Failed } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { Segmented } from '../design/segmented.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { OUTCOME_LOOKS } from '../workers/outcome.tsx';
import { TickRow } from './tick-row.tsx';
import './ticks.css';
import { useWorker } from './use-worker.ts';

type Choice = OutcomeKind | 'all';

const CHOICES: readonly { value: Choice; label: string }[] = [
  { value: 'all', label: 'All' },
  ...OUTCOMES.map((value) => ({ value, label: OUTCOME_LOOKS[value].name })),
];

/** The ledger: what became of each due time, newest first. */
export function TicksTab(): JSX.Element {
  const worker = useWorker();
  const [outcome, setOutcome] = useState<Choice>('all');
  const [openId, setOpenId] = useState<string | null>(null);
  const query = useInfiniteQuery(queries.ticks(worker.id, outcome === 'all' ? undefined : outcome));
  const ticks = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="tab ticks">
      <Segmented label="Outcome" value={outcome} onChange={setOutcome} options={CHOICES} />
      {ticks === undefined && query.error !== null ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : ticks?.length === 0 ? (
        <div className="card">
          <Blank icon="clock" title={outcome === 'all' ? 'No ticks yet' : 'No such ticks'}>
            {outcome === 'all'
              ? 'Each due time of this worker gets a row here, skipped ones too.'
              : 'No due time of this worker ended so, as far as the ledger reaches back.'}
          </Blank>
        </div>
      ) : (
        <div className="card ticks__card">
          <table className="table ticks__table">
            <thead>
              <tr>
                <th scope="col">Due</th>
                <th scope="col">Outcome</th>
                <th scope="col" className="right">
                  Lateness
                </th>
                <th scope="col" className="right">
                  Duration
                </th>
                <th scope="col" className="right ticks__wide">
                  CPU
                </th>
                <th scope="col" className="ticks__wide">
                  Version
                </th>
                <th scope="col">Note</th>
              </tr>
            </thead>
            <tbody>
              {ticks === undefined ? (
                <SkeletonRows />
              ) : (
                ticks.map((tick) => (
                  <TickRow
                    key={tick.tickId}
                    tick={tick}
                    isOpen={tick.tickId === openId}
                    onToggle={() => setOpenId(tick.tickId === openId ? null : tick.tickId)}
                  />
                ))
              )}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && (
        <div className="ticks__more">
          <Button
            icon="down"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Earlier ticks
          </Button>
        </div>
      )}
    </div>
  );
}

function SkeletonRows(): JSX.Element {
  return (
    <>
      {[1, 2, 3, 4, 5, 6, 7, 8].map((row) => (
        <tr key={row}>
          <td>
            <Skeleton width={88} />
          </td>
          <td>
            <Skeleton width={56} height={20} />
          </td>
          <td className="right">
            <Skeleton width={44} />
          </td>
          <td className="right">
            <Skeleton width={44} />
          </td>
          <td className="right ticks__wide">
            <Skeleton width={44} />
          </td>
          <td className="ticks__wide">
            <Skeleton width={16} />
          </td>
          <td />
        </tr>
      ))}
    </>
  );
}
