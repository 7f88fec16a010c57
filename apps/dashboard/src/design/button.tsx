import type { ComponentProps, JSX, ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly kind?: 'default' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'medium' | 'small' | 'wide';
  readonly icon?: IconName;
  /** Under way: shown by a spinner, and not to be pressed again. */
  readonly busy?: boolean;
  readonly children?: ReactNode;
}

export function Button({
  kind = 'default',
  size = 'medium',
  icon,
  busy = false,
  children,
  className,
  disabled,
  ...rest
}: ButtonProps): JSX.Element {
  const classes = ['button'];
  if (kind !== 'default') classes.push(`button--${kind}`);
  if (size !== 'medium') classes.push(`button--${size}`);
  if (children === undefined) classes.push('button--icon');
  if (className !== undefined) classes.push(className);
  return (
    <button
      type="button"
      {...rest}
      className={classes.join(' ')}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
    >
      {busy ? <Spinner /> : icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

function Spinner(): JSX.Element {
  return (
    <svg className="button__spin" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <circle
        cx="8"
        cy="8"
        r="5.5"
        fill="none"
        stroke="currentColor"
        strokeOpacity=".25"
        strokeWidth="2"
      />
      <path
        d="M8 2.5A5.5 5.5 0 0 1 13.5 8"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
