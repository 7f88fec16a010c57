import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { Link, NavLink, Outlet, useParams } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { NotFoundPage } from '../app/error-page.tsx';
import { Failed, Notice } from '../design/blank.tsx';
import { Icon, type IconName } from '../design/icons.tsx';
import { WorkerHeader, WorkerHeaderSkeleton } from './worker-header.tsx';
import './worker-page.css';

const TABS: readonly { to: string; name: string; icon: IconName }[] = [
  { to: '', name: 'Overview', icon: 'pulse' },
  { to: 'code', name: 'Code', icon: 'code' },
  { to: 'logs', name: 'Logs', icon: 'logs' },
  { to: 'ticks', name: 'Ticks', icon: 'clock' },
  { to: 'state', name: 'State', icon: 'database' },
  { to: 'versions', name: 'Versions', icon: 'history' },
  { to: 'settings', name: 'Settings', icon: 'sliders' },
];

export function WorkerPage(): JSX.Element {
  const { workspaceId = '', workerId = '' } = useParams();
  const { data: worker, error, refetch } = useQuery(queries.worker(workerId));
  if (worker === undefined && error !== null) {
    if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
    return <Failed error={error} retry={() => void refetch()} />;
  }
  const base = `/w/${workspaceId}/workers/${workerId}`;
  return (
    <div className="worker-page">
      <div className="worker-page__top">
        <Link className="crumb" to={`/w/${workspaceId}`}>
          <Icon name="back" />
          Workers
        </Link>
        {worker === undefined ? <WorkerHeaderSkeleton /> : <WorkerHeader worker={worker} />}
        <nav className="tabs" aria-label="Worker">
          {TABS.map((tab) => (
            <NavLink
              key={tab.to}
              className="tabs__tab"
              to={tab.to === '' ? base : `${base}/${tab.to}`}
              end
            >
              <Icon name={tab.icon} />
              {tab.name}
            </NavLink>
          ))}
        </nav>
      </div>
      <div className="worker-page__body">
        {worker !== undefined && worker.statusReason !== null && worker.status !== 'running' && (
          <div className="worker-page__reason">
            <Notice kind={worker.status === 'failed' ? 'bad' : 'warn'}>
              {worker.statusReason}
            </Notice>
          </div>
        )}
        {worker !== undefined && <Outlet key={worker.id} context={worker} />}
      </div>
    </div>
  );
}
