import type { WorkerView } from '@aispinner/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { keys, queries } from '../api/queries.ts';
import { versions } from '../api/worker-calls.ts';
import { Failed } from '../design/blank.tsx';
import { CanButton } from '../app/can-button.tsx';
import { Segmented } from '../design/segmented.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { toast, toastError } from '../design/toast.tsx';
import { DiffView } from './diff/diff-view.tsx';

type View = 'changes' | 'code';

/** One version: what it changed, or all of it; an earlier one can be brought back. */
export function VersionPane(props: { worker: WorkerView; version: number }): JSX.Element {
  const { worker, version } = props;
  const isCurrent = version === worker.version;
  const [view, setView] = useState<View>(version === 1 ? 'code' : 'changes');
  const shown = useQuery(queries.version(worker.id, version));
  const before = useQuery({
    ...queries.version(worker.id, version - 1),
    enabled: version > 1,
  });
  return (
    <section className="card versions__pane" aria-label={`Version ${version}`}>
      <div className="card__head">
        {version > 1 ? (
          <Segmented
            label="Show"
            value={view}
            onChange={setView}
            options={[
              { value: 'changes', label: `Changes since ${version - 1}` },
              { value: 'code', label: 'Code' },
            ]}
          />
        ) : (
          <h2>Code</h2>
        )}
        {!isCurrent && <Rollback worker={worker} version={version} />}
      </div>
      {shown.error !== null && shown.data === undefined ? (
        <Failed error={shown.error} retry={() => void shown.refetch()} />
      ) : shown.data === undefined || (view === 'changes' && before.data === undefined) ? (
        <div className="versions__waiting">
          <Skeleton width={240} />
        </div>
      ) : view === 'changes' && before.data !== undefined ? (
        <DiffView oldCode={before.data.code} newCode={shown.data.code} />
      ) : (
        <pre className="versions__code" tabIndex={0}>
          {shown.data.code}
        </pre>
      )}
    </section>
  );
}

function Rollback({ worker, version }: { worker: WorkerView; version: number }): JSX.Element {
  const client = useQueryClient();
  const rollback = useMutation({
    mutationFn: () => versions.rollback(worker.id, version),
    async onSuccess(made) {
      toast(`Version ${version} is back, as version ${made.version}`);
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.versions(worker.id) }),
        client.invalidateQueries({ queryKey: keys.worker(worker.id) }),
      ]);
    },
    onError: (error) => toastError(error),
  });
  return (
    <CanButton icon="undo" busy={rollback.isPending} onClick={() => rollback.mutate()}>
      Roll back to {version}
    </CanButton>
  );
}
