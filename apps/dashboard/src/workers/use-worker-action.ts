import type { WorkerView } from '@aispinner/contracts';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { keys } from '../api/queries.ts';
import { workers, type WorkerAction } from '../api/worker-calls.ts';
import { toast, toastError } from '../design/toast.tsx';

const DONE: Readonly<Record<WorkerAction, string>> = {
  start: 'started',
  stop: 'stopped',
  restart: 'restarted',
};

/** Start, stop or restart a worker, and show at once what the API made of it. */
export function useWorkerAction(
  worker: WorkerView,
): UseMutationResult<WorkerView, Error, WorkerAction> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: WorkerAction) => workers.act(worker.id, action),
    onSuccess(changed, action) {
      keepWorker(client, changed);
      toast(`${changed.name} ${DONE[action]}`);
    },
    onError: (error) => toastError(error),
    onSettled: () => client.invalidateQueries({ queryKey: keys.workers(worker.workspaceId) }),
  });
}

/** Puts a worker as the API has just given it wherever it is shown. */
export function keepWorker(client: ReturnType<typeof useQueryClient>, worker: WorkerView): void {
  client.setQueryData(keys.worker(worker.id), worker);
  client.setQueryData<WorkerView[]>(keys.workers(worker.workspaceId), (list) =>
    list?.map((each) => (each.id === worker.id ? worker : each)),
  );
}
