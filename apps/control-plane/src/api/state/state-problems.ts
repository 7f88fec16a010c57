import type { ProblemError } from '@aispinner/contracts';
import { problemOfStateKey, problemOfStateValue } from '@aispinner/domain';

/** What is wrong with an entry, under the rules of `ctx.state.set`; `path` names it in the input. */
export function stateProblems(path: string, key: string, valueJson: string): ProblemError[] {
  const message = problemOfStateKey(key) ?? problemOfStateValue(key, valueJson);
  return message === null ? [] : [{ path, message: sentence(message) }];
}

export function keyProblems(key: string): ProblemError[] {
  const message = problemOfStateKey(key);
  return message === null ? [] : [{ path: 'key', message: sentence(message) }];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
