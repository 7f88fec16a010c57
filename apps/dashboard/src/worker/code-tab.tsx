import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { queries } from '../api/queries.ts';
import { Failed } from '../design/blank.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { CodeDesk } from './code-desk.tsx';
import './code.css';
import './log/log.css';
import { useWorker } from './use-worker.ts';

export function CodeTab(): JSX.Element {
  const worker = useWorker();
  const version = useQuery(queries.version(worker.id, worker.version));
  if (version.data !== undefined) return <CodeDesk worker={worker} deployed={version.data} />;
  if (version.error !== null) {
    return <Failed error={version.error} retry={() => void version.refetch()} />;
  }
  return (
    <div className="desk__waiting" aria-busy="true">
      {[220, 60, 180, 300, 260, 140].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
