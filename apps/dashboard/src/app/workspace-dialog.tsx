import type { WorkspaceView } from '@aispinner/contracts';
import { WORKSPACE_NAME_CHARS } from '@aispinner/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useNavigate } from 'react-router';
import { workspaces } from '../api/calls.ts';
import { fieldError } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { ErrorNotice, Notice } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextField } from '../design/field.tsx';
import { toast } from '../design/toast.tsx';
import { plural } from '../format/number.ts';
import { CanButton } from './can-button.tsx';

/** Renames a workspace, or deletes it: that takes its name, so that nobody does it in passing. */
export function WorkspaceDialog(props: {
  workspace: WorkspaceView;
  onClose: () => void;
}): JSX.Element {
  const { workspace, onClose } = props;
  const [name, setName] = useState(workspace.name);
  const [isDeleting, setDeleting] = useState(false);
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = (): Promise<void> =>
    client.invalidateQueries({ queryKey: queries.workspaces().queryKey });
  const rename = useMutation({
    mutationFn: () => workspaces.rename(workspace.id, name.trim()),
    async onSuccess() {
      await refresh();
      onClose();
    },
  });
  const remove = useMutation({
    mutationFn: () => workspaces.remove(workspace.id),
    async onSuccess() {
      await refresh();
      onClose();
      toast(`${workspace.name} deleted`);
      await navigate('/');
    },
  });
  const nameError = fieldError(rename.error, 'name');
  const error = remove.error ?? (nameError === undefined ? rename.error : null);
  return (
    <Dialog title={isDeleting ? `Delete ${workspace.name}?` : 'Workspace'} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isDeleting) remove.mutate();
          else rename.mutate();
        }}
      >
        <div className="dialog__body">
          {isDeleting ? (
            <>
              <Notice kind="warn">
                {plural(workspace.workers, 'worker')} will be deleted with all code, state, logs and
                ledgers. This cannot be undone.
              </Notice>
              <TextField
                label={`Type ${workspace.name} to confirm`}
                value={typed}
                onChange={setTyped}
                autoComplete="off"
              />
            </>
          ) : (
            <TextField
              label="Name"
              value={name}
              onChange={setName}
              error={nameError}
              maxLength={WORKSPACE_NAME_CHARS}
              required
            />
          )}
          {error !== null && <ErrorNotice error={error} />}
        </div>
        <div className="dialog__foot">
          {!isDeleting && (
            <CanButton
              kind="danger"
              icon="trash"
              className="dialog__far"
              onClick={() => setDeleting(true)}
            >
              Delete
            </CanButton>
          )}
          <Button onClick={onClose}>Cancel</Button>
          {isDeleting ? (
            <CanButton
              type="submit"
              kind="danger"
              busy={remove.isPending}
              disabled={typed !== workspace.name}
            >
              Delete workspace
            </CanButton>
          ) : (
            <CanButton
              type="submit"
              kind="primary"
              busy={rename.isPending}
              disabled={name.trim() === '' || name.trim() === workspace.name}
            >
              Save
            </CanButton>
          )}
        </div>
      </form>
    </Dialog>
  );
}
