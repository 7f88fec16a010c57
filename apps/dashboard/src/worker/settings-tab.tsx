import { MAX_ERRORS, WORKER_NAME_CHARS } from '@aispinner/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { fieldError } from '../api/problem.ts';
import { workers } from '../api/worker-calls.ts';
import { CanButton } from '../app/can-button.tsx';
import { ErrorNotice } from '../design/blank.tsx';
import { Field, TextField } from '../design/field.tsx';
import { toast } from '../design/toast.tsx';
import { IntervalField } from '../workers/interval-field.tsx';
import '../workers/new-worker.css';
import { keepWorker } from '../workers/use-worker-action.ts';
import { DeleteWorker } from './delete-worker.tsx';
import './settings.css';
import { useWorker } from './use-worker.ts';

export function SettingsTab(): JSX.Element {
  const worker = useWorker();
  const [name, setName] = useState(worker.name);
  const [seconds, setSeconds] = useState(worker.tickIntervalSeconds);
  const [maxErrors, setMaxErrors] = useState(String(worker.maxErrors));
  const [isolation, setIsolation] = useState(worker.isolation);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      workers.update(worker.id, {
        name: name.trim(),
        tickIntervalSeconds: seconds,
        maxErrors: Number(maxErrors),
        isolation,
      }),
    onSuccess(changed) {
      keepWorker(client, changed);
      toast('Settings saved');
    },
  });
  const isChanged =
    name.trim() !== worker.name ||
    seconds !== worker.tickIntervalSeconds ||
    maxErrors !== String(worker.maxErrors) ||
    isolation !== worker.isolation;
  const named = ['name', 'tickIntervalSeconds', 'maxErrors'].some(
    (path) => fieldError(save.error, path) !== undefined,
  );
  return (
    <div className="tab tab--narrow settings">
      <form
        className="card settings__form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          error={fieldError(save.error, 'name')}
          maxLength={WORKER_NAME_CHARS}
          required
        />
        <IntervalField
          seconds={seconds}
          onChange={setSeconds}
          error={fieldError(save.error, 'tickIntervalSeconds')}
        />
        <TextField
          label="Errors in a row that fail it"
          type="number"
          className="input num settings__short"
          min={MAX_ERRORS.min}
          max={MAX_ERRORS.max}
          value={maxErrors}
          onChange={setMaxErrors}
          error={fieldError(save.error, 'maxErrors')}
          hint="After that many it stops, and waits for you."
          required
        />
        <Field
          label="Sandbox"
          hint="Workers of a workspace share sandboxes, one at a time; a dedicated one keeps its globals warm."
        >
          {(control) => (
            <select
              className="input settings__short"
              {...control}
              value={isolation}
              onChange={(event) =>
                setIsolation(event.target.value === 'dedicated' ? 'dedicated' : 'shared')
              }
            >
              <option value="shared">Shared</option>
              <option value="dedicated">Dedicated</option>
            </select>
          )}
        </Field>
        {save.error !== null && !named && <ErrorNotice error={save.error} />}
        <div className="settings__foot">
          <CanButton type="submit" kind="primary" busy={save.isPending} disabled={!isChanged}>
            Save
          </CanButton>
        </div>
      </form>
      <DeleteWorker worker={worker} />
    </div>
  );
}
