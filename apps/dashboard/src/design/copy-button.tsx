import { useState, type JSX } from 'react';
import { Button } from './button.tsx';
import { toast } from './toast.tsx';

/** Copies `text`; says so by its own face for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }): JSX.Element {
  const [isDone, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      window.setTimeout(() => setDone(false), 1500);
    } catch {
      // The clipboard is there only on https and localhost, and may be denied.
      toast('The browser did not allow copying. Select the text instead.', 'bad');
    }
  };
  return (
    <Button
      kind="quiet"
      size="small"
      icon={isDone ? 'check' : 'copy'}
      aria-label={isDone ? 'Copied' : label}
      onClick={() => void copy()}
    />
  );
}
