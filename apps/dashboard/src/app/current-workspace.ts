import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { queries } from '../api/queries.ts';

const KEY = 'aispinner.workspace';

/**
 * The workspace of the page; on pages that are of none, the one last looked at, or else the first.
 * Null while that is not known, and where there is none.
 */
export function useCurrentWorkspace(): string | null {
  const { workspaceId } = useParams();
  const { data: workspaces } = useQuery(queries.workspaces());
  useEffect(() => {
    if (workspaceId !== undefined) localStorage.setItem(KEY, workspaceId);
  }, [workspaceId]);
  if (workspaceId !== undefined) return workspaceId;
  const last = localStorage.getItem(KEY);
  return (workspaces?.find((each) => each.id === last) ?? workspaces?.[0])?.id ?? null;
}
