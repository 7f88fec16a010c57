/** What is known of a program that was run. */
export interface EscapeRun {
  readonly logs: readonly string[];
  readonly outcome: string;
  /** Why the process ended, where it did; `tripwire` is the gate's. */
  readonly reason: string | null;
  /** Why it was refused at load. */
  readonly problems: readonly string[];
}

/**
 * `escaped` and `unproven` are failures. A program that did not run escapes nothing, so a pass needs
 * proof that it ran, a refusal with its reason, or the tripwire that it touched.
 */
export type EscapeVerdict = 'escaped' | 'blocked' | 'refused' | 'tripwire' | 'unproven';

export function escapeVerdict(run: EscapeRun): EscapeVerdict {
  if (run.logs.some((line) => line.startsWith('ESCAPED'))) return 'escaped';
  if (run.outcome === 'killed' && run.reason === 'tripwire') return 'tripwire';
  if (run.logs.some((line) => /^(BLOCKED|DONE)\b/.test(line))) return 'blocked';
  if (run.logs.length === 0 && run.problems.some((text) => text.trim() !== '')) return 'refused';
  return 'unproven';
}
