import { useMemo, type JSX } from 'react';
import './diff.css';
import { foldDiff, lineDiff, type DiffLine } from './line-diff.ts';

const SIGNS: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', added: '+', removed: '−' };

/** What makes the new code of the old one. */
export function DiffView(props: { oldCode: string; newCode: string }): JSX.Element {
  const { oldCode, newCode } = props;
  const lines = useMemo(() => foldDiff(lineDiff(oldCode, newCode), 3), [oldCode, newCode]);
  if (oldCode === newCode) return <p className="diff__none muted">The same code.</p>;
  return (
    <div className="diff" role="region" aria-label="Changes" tabIndex={0}>
      {lines.map((line, i) =>
        line === null ? (
          <div key={i} className="diff__gap" aria-hidden="true">
            ⋯
          </div>
        ) : (
          <div key={i} className={`diff__line diff__line--${line.kind}`}>
            <span className="diff__n num">{line.oldLine ?? ''}</span>
            <span className="diff__n num">{line.newLine ?? ''}</span>
            <span className="diff__sign">{SIGNS[line.kind]}</span>
            <span className="diff__text">{line.text}</span>
          </div>
        ),
      )}
    </div>
  );
}
