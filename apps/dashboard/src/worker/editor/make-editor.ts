import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python, pythonLanguage } from '@codemirror/lang-python';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  crosshairCursor,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { rangeOf, type CodeProblem } from './code-problems.ts';
import { completeCtx } from './complete-ctx.ts';
import { editorTheme } from './editor-theme.ts';

export interface EditorKeys {
  /** Ctrl or Cmd + S. */
  readonly deploy: () => void;
  /** Ctrl or Cmd + Enter. */
  readonly test: () => void;
}

export function makeEditor(
  root: ShadowRoot,
  code: string,
  hooks: { onChange: (code: string) => void; keys: EditorKeys },
): EditorView {
  const own = keymap.of([
    { key: 'Mod-s', preventDefault: true, run: () => (hooks.keys.deploy(), true) },
    { key: 'Mod-Enter', preventDefault: true, run: () => (hooks.keys.test(), true) },
    { key: 'Tab', run: acceptCompletion },
  ]);
  const changes = EditorView.updateListener.of((update) => {
    if (update.docChanged) hooks.onChange(update.state.doc.toString());
  });
  return new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: code, extensions: [own, ...pythonSetup(), changes] }),
  });
}

function pythonSetup(): Extension[] {
  return [
    lineNumbers(),
    lintGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    crosshairCursor(),
    indentOnInput(),
    indentUnit.of('    '),
    EditorState.tabSize.of(4),
    bracketMatching(),
    closeBrackets(),
    autocompletion(),
    python(),
    pythonLanguage.data.of({ autocomplete: completeCtx }),
    EditorView.contentAttributes.of({ 'aria-label': 'Python code', spellcheck: 'false' }),
    editorTheme(),
    // Tab indents; Escape, then Tab, leaves the editor.
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
  ];
}

/** Underlines problems and marks their lines; replaces those shown before. */
export function showProblems(view: EditorView, problems: readonly CodeProblem[]): void {
  const lines = view.state.doc.toString().split('\n');
  const diagnostics = problems.map((problem) => ({
    ...rangeOf(problem, lines),
    severity: 'error' as const,
    message: problem.message,
  }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Puts the cursor at a problem and brings it into sight. */
export function goToProblem(view: EditorView, problem: CodeProblem): void {
  const { from } = rangeOf(problem, view.state.doc.toString().split('\n'));
  view.dispatch({
    selection: { anchor: from },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  });
  view.focus();
}
