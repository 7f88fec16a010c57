import type { JSX, ReactNode } from 'react';
import { describeError } from '../api/problem.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';

interface BlankProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** What stands where there is nothing to show yet. */
export function Blank({ icon, title, children, action }: BlankProps): JSX.Element {
  return (
    <div className="blank">
      <span className="blank__icon">
        <Icon name={icon} size={18} />
      </span>
      <p className="blank__title">{title}</p>
      {children !== undefined && <p className="blank__text">{children}</p>}
      {action !== undefined && <div className="blank__action">{action}</div>}
    </div>
  );
}

/** What stands where something could not be read. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }): JSX.Element {
  return (
    <div role="alert">
      <Blank
        icon="alert"
        title="This could not be loaded"
        action={
          <Button icon="restart" onClick={retry}>
            Try again
          </Button>
        }
      >
        {describeError(error)}
      </Blank>
    </div>
  );
}

export function Notice({
  kind,
  children,
}: {
  kind: 'bad' | 'warn';
  children: ReactNode;
}): JSX.Element {
  return (
    <div className={`notice notice--${kind}`} role={kind === 'bad' ? 'alert' : undefined}>
      <Icon name="alert" />
      <div className="notice__body">{children}</div>
    </div>
  );
}

/** An error of a form that names no field of it. */
export function ErrorNotice({ error }: { error: unknown }): JSX.Element {
  return <Notice kind="bad">{describeError(error)}</Notice>;
}
