import type { ExecutionResult } from '@aispinner/sandbox';

/**
 * A way in which a hostile program may end.
 *
 * - `ok`: `tick` came to its end. `caught`: it did, and every line it logged says that it was refused.
 * - `error`: an exception in `tick`, told with its type. `MemoryError` and the like: that one.
 * - `refused`: at load, with the line, and with the type that Python gives to the same fault.
 * - `timeout`: ended at its limit. `died`: its process was ended otherwise, for a reason on record.
 */
export type End =
  | 'ok'
  | 'caught'
  | 'error'
  | 'MemoryError'
  | 'RecursionError'
  | 'TypeError'
  | 'refused'
  | 'timeout'
  | 'out_of_memory'
  | 'died';

/** What a sentence of a header allows. All that match count. */
const SENTENCES: readonly (readonly [RegExp, readonly End[]])[] = [
  [
    /killed at the (wall-clock )?timeout|same timeout as a tick: killed|at the tick deadline/,
    ['timeout'],
  ],
  [/SIGKILL on the whole group/, ['timeout']],
  [/MemoryError|memory cap|killed at the .*cap|out of memory/, ['MemoryError', 'out_of_memory']],
  [/RecursionError/, ['RecursionError']],
  // For a chain of classes: by the clock, or by the end of its stack.
  [/or killed; process replaced/, ['timeout']],
  [
    /only this process|process dies|killed; process replaced|crash(ed)? reported|reported as crashed/,
    ['died'],
  ],
  [/child killed, event logged|then kills the child|frozen or killed between ticks/, ['died']],
  [/\bfinishes\b|the work counts against the worker/, ['ok']],
  [
    /^(reported as a |ordinary )?failed tick(?!, TypeError)|; ordinary failed tick/,
    ['error', 'caught'],
  ],
  [/TypeError reported/, ['TypeError']],
  [/\brefused\b|\bblocked\b|SyntaxError/, ['refused', 'caught', 'error']],
  [/placeholder message|traceback is bounded|host reads the type name/, ['error']],
  [/stored|returned|converted|coalesced|rate limited|^loads|or an error; host unharmed/, ['ok']],
  [/or an error; host unharmed/, ['error']],
  [/stored as data$/, ['error']],
  [/return value ignored/, ['ok']],
  [/never silently dropped/, ['refused', 'error']],
  [/line and byte limits applied outside/, ['ok', 'timeout']],
  [/^EPERM or ESRCH/, ['error']],
];

/** The ends that an `# expect:` header allows. Throws where it says nothing that is known. */
export function allowedEnds(expect: string): ReadonlySet<End> {
  const ends = new Set(
    SENTENCES.filter(([sentence]) => sentence.test(expect)).flatMap(([, allowed]) => allowed),
  );
  if (ends.size === 0) throw new Error(`no rule for "# expect: ${expect}"`);
  return ends;
}

export type Observed = Pick<ExecutionResult, 'outcome' | 'reason' | 'error' | 'problems'> & {
  /** The worker's own, without the platform's. */
  readonly logs: readonly string[];
};

/** How a program has ended. `ok` where all was refused to it is `caught`. */
export function endOf({ outcome, reason, error, problems, logs }: Observed): End {
  switch (outcome) {
    case 'ok':
      return logs.length > 0 && logs.every((line) => line.startsWith('refused')) ? 'caught' : 'ok';
    case 'timeout':
      return 'timeout';
    case 'killed':
      return reason === 'out_of_memory' ? 'out_of_memory' : 'died';
    case 'error':
      return problems.length > 0 ? 'refused' : (typeOf(error) ?? 'error');
  }
}

function typeOf(error: Observed['error']): 'MemoryError' | 'RecursionError' | 'TypeError' | null {
  switch (error?.type) {
    case 'MemoryError':
    case 'RecursionError':
    case 'TypeError':
      return error.type;
    default:
      return null;
  }
}

/** Whether a program that ended so did as its header says. */
export function endsAsExpected(expect: string, observed: Observed): boolean {
  const allowed = allowedEnds(expect);
  const end = endOf(observed);
  switch (end) {
    // To be told that all was refused is to have ended well.
    case 'caught':
      return allowed.has('caught') || allowed.has('ok');
    // A fault that is told by its name, whether it was found at load or in the tick.
    case 'refused':
      return allowed.has('refused') || allowed.has(typeOf(observed.error) ?? 'refused');
    case 'TypeError':
      return allowed.has('TypeError') || allowed.has('error');
    default:
      return allowed.has(end);
  }
}
