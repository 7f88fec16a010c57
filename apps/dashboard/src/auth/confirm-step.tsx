import { useMutation } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { session } from '../api/browser-session.ts';
import { auth } from '../api/calls.ts';
import { fieldError } from '../api/problem.ts';
import { ErrorNotice } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Door } from './door.tsx';

const DIGITS = 6;

/** The second half of registering: the code that came by mail; then straight in. */
export function ConfirmStep(props: {
  registrationId: string;
  email: string;
  password: string;
  onBack: () => void;
}): JSX.Element {
  const { registrationId, email, password } = props;
  const [code, setCode] = useState('');
  const confirm = useMutation({
    async mutationFn(digits: string) {
      await auth.confirm({ registrationId, code: digits });
      return auth.login({ email, password });
    },
    onSuccess: (view) => session.begin(view),
  });
  const change = (text: string): void => {
    const digits = text.replace(/\D/g, '').slice(0, DIGITS);
    setCode(digits);
    if (digits.length === DIGITS && !confirm.isPending) confirm.mutate(digits);
  };
  const codeError = fieldError(confirm.error, 'code');
  return (
    <Door
      title="Check your mail"
      about={
        <>
          We sent a code of six digits to <strong>{email}</strong>.
        </>
      }
      foot={
        <button type="button" className="link link--button" onClick={props.onBack}>
          Use another address
        </button>
      }
    >
      <form
        className="door__fields"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate(code);
        }}
      >
        <TextField
          label="Code"
          className="input code-input"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={change}
          error={codeError}
          autoFocus
          required
        />
        {confirm.error !== null && codeError === undefined && <ErrorNotice error={confirm.error} />}
        <Button
          type="submit"
          kind="primary"
          size="wide"
          busy={confirm.isPending}
          disabled={code.length < DIGITS}
        >
          Confirm
        </Button>
      </form>
    </Door>
  );
}
