import type { WorkerView } from '@aispinner/contracts';
import { useState, type JSX } from 'react';
import { Icon } from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { plural } from '../format/number.ts';
import { WorkerRow } from './worker-row.tsx';

/** Below this many all are in sight at once. */
const SEARCH_FROM = 8;

export function WorkerList({ workers }: { workers: readonly WorkerView[] }): JSX.Element {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = workers.filter((each) => each.name.toLowerCase().includes(wanted));
  return (
    <section className="card workers" aria-label="Workers">
      {workers.length >= SEARCH_FROM && (
        <div className="workers__bar">
          <label className="search workers__search">
            <Icon name="search" />
            <input
              className="input input--search"
              type="search"
              placeholder="Find a worker"
              aria-label="Find a worker"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </label>
          <span className="muted num">{plural(shown.length, 'worker')}</span>
        </div>
      )}
      <Heads />
      <ul>
        {shown.map((worker) => (
          <WorkerRow key={worker.id} worker={worker} />
        ))}
      </ul>
      {shown.length === 0 && <p className="workers__none muted">No worker is called that.</p>}
    </section>
  );
}

function Heads(): JSX.Element {
  return (
    <div className="worker worker--heads" aria-hidden="true">
      <span className="worker__head-name">Worker</span>
      <span>Recent ticks</span>
      <span>Last outcome</span>
      <span className="worker__cell worker__cell--extra">Lateness</span>
      <span className="worker__cell">Duration</span>
      <span className="worker__cell">Next tick</span>
      <span className="worker__errors">Errors</span>
    </div>
  );
}

export function WorkerListSkeleton(): JSX.Element {
  return (
    <section className="card workers" aria-busy="true" aria-label="Workers">
      <Heads />
      <ul>
        {[132, 96, 160].map((width) => (
          <li className="worker" key={width}>
            <Skeleton width={20} height={20} />
            <div className="worker__who">
              <Skeleton width={width} />
              <Skeleton width={width + 24} height={10} />
            </div>
            <div className="worker__tape">
              <Skeleton width={240} height={20} />
            </div>
            <div className="worker__outcome">
              <Skeleton width={56} height={20} />
            </div>
            <div className="worker__cell worker__cell--extra">
              <Skeleton width={44} />
            </div>
            <div className="worker__cell">
              <Skeleton width={44} />
            </div>
            <div className="worker__cell">
              <Skeleton width={28} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
