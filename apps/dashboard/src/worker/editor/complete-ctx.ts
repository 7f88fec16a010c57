import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

const call = (label: string, detail: string): Completion => ({
  label,
  detail,
  type: 'function',
  apply: `${label}(`,
});
const fact = (label: string, detail: string): Completion => ({ label, detail, type: 'property' });

/** What a worker's `ctx` holds, by what stands before the dot. */
const MEMBERS: Readonly<Record<string, readonly Completion[]>> = {
  ctx: [
    fact('state', 'kept between ticks'),
    fact('log', 'lines for the log'),
    fact('worker', 'id, name, version, interval'),
    fact('tick', 'number, due, started, lateness'),
  ],
  'ctx.state': [
    call('get', '(key, default=None)'),
    call('set', '(key, value)'),
    call('delete', '(key)'),
    { label: 'keys()', detail: ' -> list[str]', type: 'function' },
    { label: 'get_all()', detail: ' -> dict', type: 'function' },
  ],
  'ctx.log': [
    call('debug', '(msg)'),
    call('info', '(msg)'),
    call('warn', '(msg)'),
    call('error', '(msg)'),
    { label: 'flush()', type: 'function' },
  ],
  'ctx.worker': [
    fact('id', 'str'),
    fact('name', 'str'),
    fact('version', 'int'),
    fact('interval', 'seconds'),
  ],
  'ctx.tick': [
    fact('number', 'int, from 1'),
    fact('due', 'datetime'),
    fact('started', 'datetime'),
    fact('lateness', 'seconds'),
  ],
};

export function completeCtx(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/\bctx(\.\w+)?\.\w*/);
  if (typed === null) return null;
  const dot = typed.text.lastIndexOf('.');
  const options = MEMBERS[typed.text.slice(0, dot)];
  if (options === undefined) return null;
  return { from: typed.from + dot + 1, options: [...options], validFor: /^\w*$/ };
}
