import type { VersionView } from '@aispinner/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { queries } from '../api/queries.ts';
import { Failed } from '../design/blank.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { formatAgo, formatInstant } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { useWorker } from './use-worker.ts';
import { VersionPane } from './version-pane.tsx';
import './versions.css';

/** Every deploy, newest first, and what each of them changed. */
export function VersionsTab(): JSX.Element {
  const worker = useWorker();
  const query = useQuery(queries.versions(worker.id));
  const [chosen, setChosen] = useState<number | null>(null);
  const versions = query.data?.toSorted((a, b) => b.version - a.version);
  if (versions === undefined && query.error !== null) {
    return <Failed error={query.error} retry={() => void query.refetch()} />;
  }
  const shown = chosen ?? worker.version;
  return (
    <div className="tab versions">
      <ol className="card versions__list" aria-label="Versions">
        {versions?.map((version) => (
          <VersionItem
            key={version.version}
            version={version}
            isCurrent={version.version === worker.version}
            isShown={version.version === shown}
            onShow={() => setChosen(version.version)}
          />
        )) ?? (
          <li className="version" aria-busy="true">
            <Skeleton width={96} />
          </li>
        )}
      </ol>
      <VersionPane key={shown} worker={worker} version={shown} />
    </div>
  );
}

function VersionItem(props: {
  version: VersionView;
  isCurrent: boolean;
  isShown: boolean;
  onShow: () => void;
}): JSX.Element {
  const { version, isCurrent, isShown, onShow } = props;
  const nowMs = useNow();
  return (
    <li>
      <button
        type="button"
        className={isShown ? 'version version--shown' : 'version'}
        aria-pressed={isShown}
        onClick={onShow}
      >
        <span className="version__name num">
          Version {version.version}
          {isCurrent && <span className="badge badge--accent version__badge">Current</span>}
        </span>
        <span className="version__facts num" title={formatInstant(version.createdAt)}>
          {formatAgo(version.createdAt, nowMs)}
          {version.restores !== null && ` · brought back version ${version.restores}`}
        </span>
      </button>
    </li>
  );
}
