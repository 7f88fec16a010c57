import type { VersionView, WorkerView } from '@aispinner/contracts';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { keys, queries } from '../api/queries.ts';
import { versions } from '../api/worker-calls.ts';
import { toast } from '../design/toast.tsx';
import { saveDraft } from './drafts.ts';

/** Makes the code the worker's next version. */
export function useDeploy(worker: WorkerView): UseMutationResult<VersionView, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => versions.deploy(worker.id, code),
    async onSuccess(made, code) {
      // Known already: the editor need not blink while it is read again.
      client.setQueryData(queries.version(worker.id, made.version).queryKey, { ...made, code });
      client.setQueryData<WorkerView>(keys.worker(worker.id), (old) =>
        old === undefined ? undefined : { ...old, version: made.version },
      );
      saveDraft(worker.id, null);
      toast(`Version ${made.version} deployed`);
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.versions(worker.id) }),
        client.invalidateQueries({ queryKey: keys.worker(worker.id) }),
      ]);
    },
  });
}
