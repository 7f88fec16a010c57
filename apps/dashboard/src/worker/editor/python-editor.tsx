import { useEffect, useRef, type JSX } from 'react';
import type { EditorView } from '@codemirror/view';
import { makeEditor, showProblems, type EditorKeys } from './make-editor.ts';
import type { CodeProblem } from './code-problems.ts';
import './python-editor.css';

interface PythonEditorProps {
  readonly value: string;
  readonly onChange: (code: string) => void;
  /** What the API had to say about this code, at its lines. */
  readonly problems: readonly CodeProblem[];
  readonly keys: EditorKeys;
  /** Called with the view once it is there, and null when it has gone. */
  readonly onView: (view: EditorView | null) => void;
}

/**
 * CodeMirror in a shadow root: there it brings its styles as a sheet and not as an inline element,
 * which the content security policy would refuse.
 */
export function PythonEditor(props: PythonEditorProps): JSX.Element {
  const { value, problems, onView } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const made = makeEditor(root, latest.current.value, {
      onChange: (code) => latest.current.onChange(code),
      keys: {
        deploy: () => latest.current.keys.deploy(),
        test: () => latest.current.keys.test(),
      },
    });
    view.current = made;
    onView(made);
    return () => {
      made.destroy();
      root.replaceChildren();
      view.current = null;
      onView(null);
    };
  }, [onView]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    if (view.current !== null) showProblems(view.current, problems);
  }, [problems]);

  return <div className="editor" ref={host} data-testid="editor" />;
}
