import type { WorkerView } from '@aispinner/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useNavigate } from 'react-router';
import { keys } from '../api/queries.ts';
import { CanButton } from '../app/can-button.tsx';
import { workers } from '../api/worker-calls.ts';
import { ErrorNotice } from '../design/blank.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { toast } from '../design/toast.tsx';
import { saveDraft } from './drafts.ts';

export function DeleteWorker({ worker }: { worker: WorkerView }): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => workers.remove(worker.id),
    async onSuccess() {
      saveDraft(worker.id, null);
      await navigate(`/w/${worker.workspaceId}`);
      client.removeQueries({ queryKey: keys.worker(worker.id) });
      toast(`${worker.name} deleted`);
      await client.invalidateQueries({ queryKey: keys.workers(worker.workspaceId) });
    },
  });
  return (
    <section className="card settings__danger">
      <div>
        <h2>Delete this worker</h2>
        <p className="muted">With its code, state, log and ledger. It cannot be brought back.</p>
      </div>
      <CanButton kind="danger" icon="trash" onClick={() => setAsking(true)}>
        Delete
      </CanButton>
      {isAsking && (
        <ConfirmDialog
          title={`Delete ${worker.name}?`}
          text="Its code, versions, state, log and ledger go with it. It cannot be brought back."
          verb="Delete worker"
          busy={remove.isPending}
          error={remove.error !== null && <ErrorNotice error={remove.error} />}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
