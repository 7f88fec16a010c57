import type { WorkerView } from '@aispinner/contracts';
import { useOutletContext } from 'react-router';

/** The worker of the page that a tab belongs to. */
export function useWorker(): WorkerView {
  return useOutletContext<WorkerView>();
}
