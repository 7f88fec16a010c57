import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { Navigate } from 'react-router';
import { queries } from '../api/queries.ts';
import { Blank, Failed } from '../design/blank.tsx';
import { CanButton } from './can-button.tsx';
import { useCurrentWorkspace } from './current-workspace.ts';
import { NewWorkspaceDialog } from './new-workspace-dialog.tsx';

/** The way in: to the workspace last looked at, else to the first, else to making one. */
export function FirstWorkspace(): JSX.Element | null {
  const { data, error, refetch } = useQuery(queries.workspaces());
  const current = useCurrentWorkspace();
  const [isCreating, setCreating] = useState(false);
  if (current !== null) return <Navigate to={`/w/${current}`} replace />;
  if (data === undefined) {
    return error === null ? null : <Failed error={error} retry={() => void refetch()} />;
  }
  return (
    <>
      <Blank
        icon="building"
        title="Make your first workspace"
        action={
          <CanButton kind="primary" icon="plus" onClick={() => setCreating(true)}>
            New workspace
          </CanButton>
        }
      >
        A workspace holds workers that belong together. Its sandboxes are shared with no other.
      </Blank>
      {isCreating && <NewWorkspaceDialog onClose={() => setCreating(false)} />}
    </>
  );
}
