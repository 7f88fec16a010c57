import type { JSX } from 'react';
import { Icon } from '../../design/icons.tsx';
import type { CodeProblem } from './code-problems.ts';

/** The problems of the code in words; choosing one leads to its line. */
export function ProblemList(props: {
  problems: readonly CodeProblem[];
  onChoose: (problem: CodeProblem) => void;
}): JSX.Element {
  return (
    <div role="alert">
      <ul className="problems" aria-label="Problems in the code">
        {props.problems.map((problem, i) => (
          <li key={i}>
            <button type="button" className="problem" onClick={() => props.onChoose(problem)}>
              <Icon name="alert" />
              <span className="problem__place num">Line {problem.line}</span>
              <span className="problem__text">{problem.message}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
