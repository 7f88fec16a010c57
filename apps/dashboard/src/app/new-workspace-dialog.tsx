import { WORKSPACE_NAME_CHARS } from '@aispinner/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useNavigate } from 'react-router';
import { workspaces } from '../api/calls.ts';
import { fieldError } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { ErrorNotice } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextField } from '../design/field.tsx';

export function NewWorkspaceDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const [name, setName] = useState('');
  const client = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: () => workspaces.create(name.trim()),
    async onSuccess(workspace) {
      await client.invalidateQueries({ queryKey: queries.workspaces().queryKey });
      onClose();
      await navigate(`/w/${workspace.id}`);
    },
  });
  const nameError = fieldError(create.error, 'name');
  return (
    <Dialog
      title="New workspace"
      about="Workers of one workspace share its sandboxes and its quota."
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <div className="dialog__body">
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            error={nameError}
            maxLength={WORKSPACE_NAME_CHARS}
            placeholder="Market making"
            autoFocus
            required
          />
          {create.error !== null && nameError === undefined && <ErrorNotice error={create.error} />}
        </div>
        <div className="dialog__foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={create.isPending} disabled={!name.trim()}>
            Create workspace
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
