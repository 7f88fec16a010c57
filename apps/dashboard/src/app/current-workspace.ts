import { useEffect } from 'react';
import { useParams } from 'react-router';

const KEY = 'aispinner.workspace';

/** The workspace last looked at; null if none. It may be gone. */
export function lastWorkspace(): string | null {
  return localStorage.getItem(KEY);
}

/** The workspace of the page, or, on pages that are of none, the one last looked at. */
export function useCurrentWorkspace(): string | null {
  const { workspaceId } = useParams();
  useEffect(() => {
    if (workspaceId !== undefined) localStorage.setItem(KEY, workspaceId);
  }, [workspaceId]);
  return workspaceId ?? lastWorkspace();
}
