import { useEffect, useId, useRef, type JSX, type ReactNode } from 'react';
import { Button } from './button.tsx';

interface DialogProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog: the browser keeps the focus inside, Escape and a click beside it close it. */
export function Dialog({
  title,
  about,
  isWide = false,
  onClose,
  children,
}: DialogProps): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog !== null && !dialog.open) {
      dialog.showModal();
      // The browser would begin at the button that closes it.
      dialog.querySelector<HTMLElement>('input, textarea, .dialog__foot button')?.focus();
    }
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={isWide ? 'dialog dialog--wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current && !isInside(event, ref.current)) onClose();
      }}
    >
      <div className="dialog__head">
        <div>
          <h2 id={titleId}>{title}</h2>
          {about !== undefined && <p>{about}</p>}
        </div>
        <Button kind="quiet" size="small" icon="cross" aria-label="Close" onClick={onClose} />
      </div>
      {children}
    </dialog>
  );
}

/** The backdrop counts as the dialog, and so does its scrollbar: only the place tells them apart. */
function isInside(point: { clientX: number; clientY: number }, element: HTMLElement): boolean {
  const box = element.getBoundingClientRect();
  return (
    point.clientX >= box.left &&
    point.clientX <= box.right &&
    point.clientY >= box.top &&
    point.clientY <= box.bottom
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly text: ReactNode;
  readonly verb: string;
  readonly busy: boolean;
  readonly error?: ReactNode;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before what cannot be undone. */
export function ConfirmDialog(props: ConfirmProps): JSX.Element {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <div className="dialog__body">
        <p>{props.text}</p>
        {props.error}
      </div>
      <div className="dialog__foot">
        <Button onClick={props.onClose}>Cancel</Button>
        <Button kind="danger" busy={props.busy} onClick={props.onConfirm}>
          {props.verb}
        </Button>
      </div>
    </Dialog>
  );
}
