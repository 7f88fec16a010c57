import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useParams } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { CanButton } from '../app/can-button.tsx';
import { NotFoundPage } from '../app/error-page.tsx';
import { Blank, Failed } from '../design/blank.tsx';
import { NewWorkerDialog } from './new-worker-dialog.tsx';
import { WorkerList, WorkerListSkeleton } from './worker-list.tsx';
import { WorkersSummary } from './workers-summary.tsx';
import './workers.css';

export function WorkersPage(): JSX.Element {
  const { workspaceId = '' } = useParams();
  const { data: workers, error, refetch } = useQuery(queries.workers(workspaceId));
  const { data: workspaces } = useQuery(queries.workspaces());
  const [isCreating, setCreating] = useState(false);
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
  const name = workspaces?.find((each) => each.id === workspaceId)?.name;
  const create = (
    <CanButton kind="primary" icon="plus" onClick={() => setCreating(true)}>
      New worker
    </CanButton>
  );
  return (
    <div className="page">
      <title>{`${name ?? 'Workers'} · AiSpinner`}</title>
      <header className="page__head">
        <div>
          <h1>Workers</h1>
          <p className="page__about truncate">{name ?? '\u00a0'}</p>
        </div>
        {create}
      </header>
      {workers === undefined ? (
        error === null ? (
          <>
            <WorkersSummary workers={null} />
            <WorkerListSkeleton />
          </>
        ) : (
          <Failed error={error} retry={() => void refetch()} />
        )
      ) : workers.length === 0 ? (
        <div className="card">
          <Blank icon="code" title="No workers yet" action={create}>
            A worker is a Python function that runs again and again, every second to every hour.
            Begin with a template.
          </Blank>
        </div>
      ) : (
        <>
          <WorkersSummary workers={workers} />
          <WorkerList workers={workers} />
        </>
      )}
      {isCreating && (
        <NewWorkerDialog workspaceId={workspaceId} onClose={() => setCreating(false)} />
      )}
    </div>
  );
}
