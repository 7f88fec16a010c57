import type { JSX } from 'react';
import { Link, useRouteError } from 'react-router';
import { Blank } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';

/** A fault of this page itself: say so, and offer the way out that mostly works. */
export function CrashPage(): JSX.Element {
  const error = useRouteError();
  return (
    <div role="alert">
      <Blank
        icon="alert"
        title="This page has stumbled"
        action={
          <Button icon="restart" onClick={() => window.location.reload()}>
            Load it again
          </Button>
        }
      >
        {error instanceof Error ? error.message : 'An unexpected error happened in the dashboard.'}
      </Blank>
    </div>
  );
}

export function NotFoundPage(): JSX.Element {
  return (
    <Blank
      icon="search"
      title="There is nothing here"
      action={
        <Link className="link" to="/">
          Go to your workers
        </Link>
      }
    >
      The address is wrong, or what it named has been deleted.
    </Blank>
  );
}
