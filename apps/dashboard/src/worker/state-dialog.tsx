import type { StateEntryView, WorkerView } from '@aispinner/contracts';
import { STATE_KEY_CHARS } from '@aispinner/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { parseExact, printExact } from '../api/exact-json.ts';
import { ApiProblem } from '../api/problem.ts';
import { keys } from '../api/queries.ts';
import { state } from '../api/worker-calls.ts';
import { CanButton } from '../app/can-button.tsx';
import { ErrorNotice, Notice } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Field, TextField } from '../design/field.tsx';
import { toast } from '../design/toast.tsx';

/** Changes, adds or deletes one key. */
export function StateDialog(props: {
  worker: WorkerView;
  entry: StateEntryView | null;
  onClose: () => void;
}): JSX.Element {
  const { worker, entry, onClose } = props;
  const [key, setKey] = useState(entry?.key ?? '');
  const [text, setText] = useState(() => (entry === null ? '' : printExact(entry.value, 2)));
  const client = useQueryClient();
  const done = (what: string): void => {
    toast(`${key} ${what}`);
    void client.invalidateQueries({ queryKey: keys.state(worker.id) });
    onClose();
  };
  const save = useMutation({
    mutationFn: () => state.put(worker.id, key, text),
    onSuccess: () => done('saved'),
  });
  const remove = useMutation({
    mutationFn: () => state.remove(worker.id, key),
    onSuccess: () => done('deleted'),
  });
  const syntax = text.trim() === '' ? null : jsonFault(text);
  const error = save.error ?? remove.error;
  const apiMessage = error instanceof ApiProblem ? error.errors[0]?.message : undefined;
  return (
    <Dialog title={entry === null ? 'New key' : entry.key} isWide onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <div className="dialog__body">
          {entry === null && (
            <TextField
              label="Key"
              className="input mono"
              value={key}
              onChange={setKey}
              maxLength={STATE_KEY_CHARS}
              autoComplete="off"
              autoFocus
              required
            />
          )}
          <Field label="Value, as JSON" error={syntax ?? apiMessage}>
            {(control) => (
              <textarea
                className="input input--code state-tab__text"
                spellCheck={false}
                {...control}
                value={text}
                onChange={(event) => setText(event.target.value)}
                required
              />
            )}
          </Field>
          {worker.status === 'running' && (
            <Notice kind="warn">
              The worker is running: what it sets at its next tick may replace this.
            </Notice>
          )}
          {error !== null && apiMessage === undefined && <ErrorNotice error={error} />}
        </div>
        <div className="dialog__foot">
          {entry !== null && (
            <CanButton
              kind="danger"
              icon="trash"
              className="dialog__far"
              busy={remove.isPending}
              onClick={() => remove.mutate()}
            >
              Delete key
            </CanButton>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <CanButton
            type="submit"
            kind="primary"
            busy={save.isPending}
            disabled={key === '' || text.trim() === '' || syntax !== null}
          >
            Save
          </CanButton>
        </div>
      </form>
    </Dialog>
  );
}

function jsonFault(text: string): string | null {
  try {
    parseExact(text);
    return null;
  } catch (error) {
    return error instanceof SyntaxError ? `Not JSON: ${error.message}` : 'Not JSON.';
  }
}
