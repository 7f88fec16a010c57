import { useMutation } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { Link, Navigate } from 'react-router';
import { auth } from '../api/calls.ts';
import { fieldError } from '../api/problem.ts';
import { useIsSignedIn } from '../app/use-is-signed-in.ts';
import { ErrorNotice } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { ConfirmStep } from './confirm-step.tsx';
import { Door } from './door.tsx';

/** As the API asks: it says so itself if this is not enough. */
const MIN_PASSWORD_CHARS = 10;

export function RegisterPage(): JSX.Element {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const isSignedIn = useIsSignedIn();
  const register = useMutation({
    mutationFn: () => auth.register({ email: email.trim(), password }),
  });
  if (isSignedIn) return <Navigate to="/" replace />;
  if (register.data !== undefined) {
    return (
      <ConfirmStep
        registrationId={register.data.registrationId}
        email={email.trim()}
        password={password}
        onBack={() => register.reset()}
      />
    );
  }
  const emailError = fieldError(register.error, 'email');
  const passwordError = fieldError(register.error, 'password');
  const isNamed = emailError !== undefined || passwordError !== undefined;
  return (
    <Door
      title="Create an account"
      about="Write a function, choose how often, and watch it tick."
      foot={
        <>
          You have one already?{' '}
          <Link className="link" to="/sign-in">
            Sign in
          </Link>
        </>
      }
    >
      <form
        className="door__fields"
        onSubmit={(event) => {
          event.preventDefault();
          register.mutate();
        }}
      >
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          className="input input--tall"
          value={email}
          onChange={setEmail}
          error={emailError}
          autoFocus
          required
        />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete="new-password"
          className="input input--tall"
          value={password}
          onChange={setPassword}
          error={passwordError}
          hint={`At least ${MIN_PASSWORD_CHARS} characters.`}
          minLength={MIN_PASSWORD_CHARS}
          required
        />
        {register.error !== null && !isNamed && <ErrorNotice error={register.error} />}
        <Button type="submit" kind="primary" size="wide" busy={register.isPending}>
          Continue
        </Button>
      </form>
    </Door>
  );
}
