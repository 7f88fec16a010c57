import type { JSX } from 'react';
import './traceback.css';

/** A Python traceback, as Python wrote it. */
export function Traceback({ text }: { text: string }): JSX.Element | null {
  if (text.trim() === '') return null;
  return (
    <pre className="traceback" tabIndex={0} aria-label="Traceback">
      {text.trimEnd()}
    </pre>
  );
}
