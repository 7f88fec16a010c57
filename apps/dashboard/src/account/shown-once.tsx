import type { CreatedApiKeyView } from '@aispinner/contracts';
import type { JSX } from 'react';
import { Button } from '../design/button.tsx';
import { CopyButton } from '../design/copy-button.tsx';

/** A new key, in the only moment in which it can be read. */
export function ShownOnce(props: { created: CreatedApiKeyView; onDone: () => void }): JSX.Element {
  return (
    <section className="once" aria-label="The new key">
      <h2>Copy {props.created.name} now</h2>
      <p>It is stored as a hash: after this, nobody can read it again.</p>
      <div className="once__row">
        <code className="once__key">{props.created.key}</code>
        <CopyButton text={props.created.key} label="Copy the key" />
        <Button size="small" onClick={props.onDone}>
          I have it
        </Button>
      </div>
    </section>
  );
}
