import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { Navigate } from 'react-router';
import { queries } from '../api/queries.ts';
import { Blank, Failed } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { lastWorkspace } from './current-workspace.ts';
import { NewWorkspaceDialog } from './new-workspace-dialog.tsx';

/** The way in: to the workspace last looked at, else to the first, else to making one. */
export function FirstWorkspace(): JSX.Element | null {
  const { data, error, refetch } = useQuery(queries.workspaces());
  const [isCreating, setCreating] = useState(false);
  if (error !== null && data === undefined) {
    return <Failed error={error} retry={() => void refetch()} />;
  }
  if (data === undefined) return null;
  const last = lastWorkspace();
  const workspace = data.find((each) => each.id === last) ?? data[0];
  if (workspace !== undefined) return <Navigate to={`/w/${workspace.id}`} replace />;
  return (
    <>
      <Blank
        icon="building"
        title="Make your first workspace"
        action={
          <Button kind="primary" icon="plus" onClick={() => setCreating(true)}>
            New workspace
          </Button>
        }
      >
        A workspace holds workers that belong together. Its sandboxes are shared with no other.
      </Blank>
      {isCreating && <NewWorkspaceDialog onClose={() => setCreating(false)} />}
    </>
  );
}
