import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags as t } from '@lezer/highlight';

/** Custom properties reach into the shadow root, so one theme serves both shades. */
const chrome = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'var(--ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '21px', overflow: 'auto' },
  '.cm-content': { padding: '12px 0 40px', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 24px 0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-gutters': { color: 'var(--ink-3)', backgroundColor: 'transparent', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '40px', padding: '0 8px 0 12px' },
  '.cm-activeLine': { backgroundColor: 'var(--hover)' },
  '.cm-activeLineGutter': { color: 'var(--ink)', backgroundColor: 'transparent' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { backgroundColor: 'var(--accent-soft)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--accent-line)',
  },
});

/** The pictures that the lint extension brings are data: addresses; these are drawn by CSS alone. */
const problems = EditorView.theme({
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '4px',
  },
  '.cm-lintRange-active': { backgroundColor: 'var(--bad-soft)' },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-lint-marker': { width: '8px', height: '8px', margin: '6px 0 0 4px' },
  '.cm-lint-marker-error': {
    content: 'none',
    display: 'block',
    borderRadius: '2px',
    rotate: '45deg',
    backgroundColor: 'var(--bad)',
  },
});

const overlays = EditorView.theme({
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: '8px',
    color: 'var(--ink)',
    backgroundColor: 'var(--raised)',
    boxShadow: 'var(--shadow-3)',
    overflow: 'hidden',
  },
  '.cm-diagnostic': {
    maxWidth: '480px',
    padding: '8px 12px',
    fontFamily: 'var(--sans)',
    whiteSpace: 'pre-wrap',
  },
  '.cm-diagnostic-error': { borderLeft: '2px solid var(--bad)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '12px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '18px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--ink)',
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal' },
  '.cm-completionIcon': { display: 'none' },
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none' },
});

const colours = HighlightStyle.define([
  { tag: [t.keyword, t.operatorKeyword, t.modifier], color: 'var(--code-keyword)' },
  { tag: [t.string, t.special(t.string)], color: 'var(--code-string)' },
  { tag: [t.number, t.bool, t.null, t.atom], color: 'var(--code-number)' },
  { tag: [t.comment, t.docString], color: 'var(--ink-3)', fontStyle: 'italic' },
  {
    tag: [t.function(t.definition(t.variableName)), t.definition(t.className), t.className],
    color: 'var(--code-name)',
    fontWeight: '550',
  },
  { tag: [t.function(t.variableName), t.function(t.propertyName)], color: 'var(--code-name)' },
  { tag: [t.operator, t.punctuation, t.separator], color: 'var(--ink-2)' },
  { tag: [t.self, t.standard(t.variableName)], color: 'var(--code-number)' },
  { tag: t.meta, color: 'var(--code-keyword)' },
]);

export function editorTheme(): Extension {
  return [chrome, problems, overlays, syntaxHighlighting(colours)];
}
