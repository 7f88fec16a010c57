import { useMutation } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { Link, Navigate, useLocation } from 'react-router';
import { session } from '../api/browser-session.ts';
import { auth } from '../api/calls.ts';
import { fieldError } from '../api/problem.ts';
import { useIsSignedIn } from '../app/use-is-signed-in.ts';
import { ErrorNotice } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Door } from './door.tsx';

export function SignInPage(): JSX.Element {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const isSignedIn = useIsSignedIn();
  const target = useReturnTarget();
  const signIn = useMutation({
    mutationFn: () => auth.login({ email: email.trim(), password }),
    onSuccess: (view) => session.begin(view),
  });
  if (isSignedIn) return <Navigate to={target} replace />;
  const emailError = fieldError(signIn.error, 'email');
  return (
    <Door
      title="Sign in"
      about="Welcome back. Your workers have been busy."
      foot={
        <>
          New here?{' '}
          <Link className="link" to="/register">
            Create an account
          </Link>
        </>
      }
    >
      <form
        className="door__fields"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
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
          autoComplete="current-password"
          className="input input--tall"
          value={password}
          onChange={setPassword}
          required
        />
        {signIn.error !== null && emailError === undefined && <ErrorNotice error={signIn.error} />}
        <Button type="submit" kind="primary" size="wide" busy={signIn.isPending}>
          Sign in
        </Button>
      </form>
    </Door>
  );
}

/** Where the visitor was going when sent here; only places of this dashboard. */
function useReturnTarget(): string {
  const state: unknown = useLocation().state;
  if (typeof state !== 'object' || state === null || !('from' in state)) return '/';
  return typeof state.from === 'string' ? state.from : '/';
}
