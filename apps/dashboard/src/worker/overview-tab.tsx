import { STATS_WINDOW_NAMES, type WindowName } from './stats-windows.ts';
import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { Failed } from '../design/blank.tsx';
import { Segmented } from '../design/segmented.tsx';
import { LatenessWhy } from './lateness/lateness-why.tsx';
import { LogPane } from './log/log-pane.tsx';
import { OutcomeSums } from './outcome-sums.tsx';
import './overview.css';
import { LastFault } from './last-fault.tsx';
import { Plots } from './plots.tsx';
import { useWorker } from './use-worker.ts';

export function OverviewTab(): JSX.Element {
  const worker = useWorker();
  const [window, setWindow] = useState<WindowName>('5m');
  const stats = useQuery({
    ...queries.stats(worker.id, window),
    // A longer window takes the place of the shorter only once it is there.
    placeholderData: (previous) => previous,
  });
  return (
    <div className="tab overview">
      <div className="overview__bar">
        <OutcomeSums stats={stats.data} />
        <Segmented
          label="Window"
          value={window}
          onChange={setWindow}
          options={STATS_WINDOW_NAMES.map((value) => ({ value, label: value }))}
        />
      </div>
      {stats.data === undefined && stats.error !== null ? (
        <Failed error={stats.error} retry={() => void stats.refetch()} />
      ) : (
        <>
          <Plots worker={worker} stats={stats.data} />
          <LatenessWhy stats={stats.data} />
        </>
      )}
      <LastFault worker={worker} />
      <section className="card overview__log" aria-label="Log">
        <div className="card__head">
          <h2>Log</h2>
          <Link className="link overview__more" to="logs">
            Open the log
          </Link>
        </div>
        <LogPane workerId={worker.id} levels={NO_LEVELS} search="" isPaused={false} tail={60} />
      </section>
    </div>
  );
}

const NO_LEVELS: readonly never[] = [];
