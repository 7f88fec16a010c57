import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { Link, Outlet, useParams } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { NotFoundPage } from '../app/error-page.tsx';
import { Failed, Notice } from '../design/blank.tsx';
import { Icon } from '../design/icons.tsx';
import { WorkerHeader, WorkerHeaderSkeleton } from './worker-header.tsx';
import './worker-page.css';
import { WorkerTabs } from './worker-tabs.tsx';

export function WorkerPage(): JSX.Element {
  const { workspaceId = '', workerId = '' } = useParams();
  const { data: worker, error, refetch } = useQuery(queries.worker(workerId));
  if (worker === undefined && error !== null) {
    if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
    return <Failed error={error} retry={() => void refetch()} />;
  }
  return (
    <div className="worker-page">
      <title>{`${worker?.name ?? 'Worker'} · AiSpinner`}</title>
      <div className="worker-page__top">
        <Link className="crumb" to={`/w/${workspaceId}`}>
          <Icon name="back" />
          Workers
        </Link>
        {worker === undefined ? <WorkerHeaderSkeleton /> : <WorkerHeader worker={worker} />}
        <WorkerTabs base={`/w/${workspaceId}/workers/${workerId}`} />
      </div>
      <div className="worker-page__body">
        {worker !== undefined && worker.statusReason !== null && worker.status !== 'running' && (
          <div className="worker-page__reason">
            <Notice kind={worker.status === 'failed' ? 'bad' : 'warn'}>
              {worker.statusReason}
            </Notice>
          </div>
        )}
        {worker?.status === 'running' && worker.backingOffUntil !== null && (
          <div className="worker-page__reason">
            {/* Stands from pause to pause, until a tick is good: it would flicker otherwise. */}
            <Notice kind="warn">
              This worker lost one sandbox after the other, so it pauses before it gets the next,
              longer each time. A deploy or a restart ends the pause.
            </Notice>
          </div>
        )}
        {worker !== undefined && <Outlet key={worker.id} context={worker} />}
      </div>
    </div>
  );
}
