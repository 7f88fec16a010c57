import type { CreatedApiKeyView } from '@aispinner/contracts';
import { PERMISSIONS, type Permission } from '@aispinner/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { apiKeys } from '../api/calls.ts';
import { fieldError } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { ErrorNotice } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Field, TextField } from '../design/field.tsx';

const SCOPE_NOTES: Readonly<Record<Permission, string>> = {
  read: 'See workspaces, workers, logs and state',
  write: 'Change, deploy, start and stop them',
  manage: 'Members and API keys',
  own: 'The organisation itself',
};

const LIVES = [
  { days: 0, label: 'Never' },
  { days: 30, label: 'In 30 days' },
  { days: 90, label: 'In 90 days' },
  { days: 365, label: 'In a year' },
] as const;

const DAY_MS = 86_400_000;

export function NewApiKeyDialog(props: {
  onCreated: (created: CreatedApiKeyView) => void;
  onClose: () => void;
}): JSX.Element {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Permission[]>(['read', 'write']);
  const [days, setDays] = useState(0);
  const { data: me } = useQuery(queries.me());
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      apiKeys.create({
        name: name.trim(),
        scopes: [...scopes],
        ...(days > 0 ? { expiresAt: new Date(Date.now() + days * DAY_MS).toISOString() } : {}),
      }),
    onSuccess(created) {
      void client.invalidateQueries({ queryKey: queries.apiKeys().queryKey });
      props.onCreated(created);
      props.onClose();
    },
  });
  const toggle = (scope: Permission): void => {
    setScopes(PERMISSIONS.filter((each) => (each === scope) !== scopes.includes(each)));
  };
  const nameError = fieldError(create.error, 'name');
  return (
    <Dialog title="New API key" onClose={props.onClose}>
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
            hint="What will use it, so that you know later."
            placeholder="deploy-script"
            autoComplete="off"
            maxLength={80}
            autoFocus
            required
          />
          <fieldset className="scopes">
            <legend className="field__label">Scopes</legend>
            {PERMISSIONS.map((scope) => (
              <label key={scope} className="scope">
                <input
                  type="checkbox"
                  checked={scopes.includes(scope)}
                  disabled={me !== undefined && !me.permissions.includes(scope)}
                  onChange={() => toggle(scope)}
                />
                <span className="scope__name">{scope}</span>
                <span className="muted">{SCOPE_NOTES[scope]}</span>
              </label>
            ))}
          </fieldset>
          <Field label="Expires">
            {(control) => (
              <select
                className="input"
                {...control}
                value={days}
                onChange={(event) => setDays(Number(event.target.value))}
              >
                {LIVES.map((each) => (
                  <option key={each.days} value={each.days}>
                    {each.label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {create.error !== null && nameError === undefined && <ErrorNotice error={create.error} />}
        </div>
        <div className="dialog__foot">
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            type="submit"
            kind="primary"
            busy={create.isPending}
            disabled={!name.trim() || scopes.length === 0}
          >
            Create key
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
