import { useEffect, type JSX } from 'react';
import { Navigate, useLocation } from 'react-router';
import { queryClient } from './query-client.ts';
import { Shell } from './shell.tsx';
import { useIsSignedIn } from './use-is-signed-in.ts';

/** Lets in who is signed in, and sends everyone else to the door, to come back afterwards. */
export function SignedIn(): JSX.Element {
  const isSignedIn = useIsSignedIn();
  const { pathname } = useLocation();
  useEffect(() => {
    // What one person read must not be there for the next.
    if (!isSignedIn) queryClient.clear();
  }, [isSignedIn]);
  if (!isSignedIn) return <Navigate to="/sign-in" replace state={{ from: pathname }} />;
  return <Shell />;
}
