import { WORKER_NAME_CHARS } from '@aispinner/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useNavigate } from 'react-router';
import { fieldError } from '../api/problem.ts';
import { keys } from '../api/queries.ts';
import { workers } from '../api/worker-calls.ts';
import { ErrorNotice } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextField } from '../design/field.tsx';
import { IntervalField } from './interval-field.tsx';
import './new-worker.css';
import { TEMPLATES } from './templates.ts';

/** Makes a stopped worker from a template and goes to its code. */
export function NewWorkerDialog(props: { workspaceId: string; onClose: () => void }): JSX.Element {
  const { workspaceId, onClose } = props;
  const [name, setName] = useState('');
  const [template, setTemplate] = useState(TEMPLATES[0]);
  const [seconds, setSeconds] = useState(5);
  const client = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: () =>
      workers.create(workspaceId, {
        name: name.trim(),
        code: template.code,
        tickIntervalSeconds: seconds,
      }),
    async onSuccess(worker) {
      client.setQueryData(keys.worker(worker.id), worker);
      void client.invalidateQueries({ queryKey: keys.workers(workspaceId) });
      onClose();
      await navigate(`/w/${workspaceId}/workers/${worker.id}/code`);
    },
  });
  const nameError = fieldError(create.error, 'name');
  const intervalError = fieldError(create.error, 'tickIntervalSeconds');
  const isNamed = nameError !== undefined || intervalError !== undefined;
  return (
    <Dialog
      title="New worker"
      about="It begins stopped: look at its code first, then start it."
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
            maxLength={WORKER_NAME_CHARS}
            placeholder="price-watch"
            autoComplete="off"
            autoFocus
            required
          />
          <fieldset className="templates">
            <legend className="field__label">Begin with</legend>
            {TEMPLATES.map((each) => (
              <label key={each.id} className="template">
                <input
                  type="radio"
                  name="template"
                  checked={each.id === template.id}
                  onChange={() => setTemplate(each)}
                />
                <span className="template__name">{each.name}</span>
                <span className="template__about">{each.about}</span>
              </label>
            ))}
          </fieldset>
          <pre className="preview" aria-label="The template's code" tabIndex={0}>
            {template.code}
          </pre>
          <IntervalField seconds={seconds} onChange={setSeconds} error={intervalError} />
          {create.error !== null && !isNamed && <ErrorNotice error={create.error} />}
        </div>
        <div className="dialog__foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={create.isPending} disabled={!name.trim()}>
            Create worker
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
