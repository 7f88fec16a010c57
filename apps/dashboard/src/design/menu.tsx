import { useEffect, useRef, useState, type JSX, type KeyboardEvent, type ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

interface MenuProps {
  /** The button that opens it; gets the attributes that make it one. */
  readonly trigger: (props: MenuTriggerProps) => ReactNode;
  readonly label: string;
  readonly align?: 'start' | 'end';
  readonly drop?: 'down' | 'up';
  readonly children: ReactNode;
}

export interface MenuTriggerProps {
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
  onClick: () => void;
}

export function Menu({
  trigger,
  label,
  align = 'start',
  drop = 'down',
  children,
}: MenuProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    itemsOf(list.current)[0]?.focus();
    const closeOutside = (event: PointerEvent): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);

  const close = (): void => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') move(list.current, 1);
    else if (event.key === 'ArrowUp') move(list.current, -1);
    else if (event.key === 'Tab') setOpen(false);
    if (event.key.startsWith('Arrow') || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  const classes = ['menu__list'];
  if (align === 'end') classes.push('menu__list--end');
  if (drop === 'up') classes.push('menu__list--up');
  return (
    // The keys are those of the items inside.
    <div className="menu" ref={root} onKeyDown={onKeyDown}>
      {trigger({
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        onClick: () => setOpen(!isOpen),
      })}
      {isOpen && (
        <div
          className={classes.join(' ')}
          role="menu"
          aria-label={label}
          ref={list}
          onClick={close}
        >
          {children}
        </div>
      )}
    </div>
  );
}

interface MenuItemProps {
  readonly icon?: IconName;
  readonly isDanger?: boolean;
  readonly isChosen?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function MenuItem(props: MenuItemProps): JSX.Element {
  const isChoice = props.isChosen !== undefined;
  return (
    <button
      type="button"
      role={isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked={props.isChosen}
      className={props.isDanger === true ? 'menu__item menu__item--danger' : 'menu__item'}
      onClick={props.onSelect}
    >
      {props.icon !== undefined && <Icon name={props.icon} />}
      <span className="truncate menu__text">{props.children}</span>
      {props.isChosen === true && <Icon name="check" />}
    </button>
  );
}

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('.menu__item') ?? [])];
}

function move(list: HTMLElement | null, by: 1 | -1): void {
  const items = itemsOf(list);
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + by + items.length) % items.length]?.focus();
}
