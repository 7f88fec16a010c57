import { TEST_RUN_TICKS } from '@aispinner/domain';
import type { JSX } from 'react';
import { CanButton } from '../app/can-button.tsx';
import { Blank, ErrorNotice } from '../design/blank.tsx';
import { problemsOf } from './editor/code-problems.ts';
import { TestResult } from './test-result.tsx';
import type { StateChoice, TestRunDesk } from './use-test-run.ts';

const COUNTS = Array.from({ length: TEST_RUN_TICKS.max }, (_, i) => i + 1);

export function TestPanel(props: { test: TestRunDesk; onStart: () => void }): JSX.Element {
  const { test, onStart } = props;
  const { run } = test;
  return (
    <section className="test" aria-label="Test run">
      <div className="desk__bar">
        <h2>Test run</h2>
        <select
          className="input test__select"
          aria-label="Ticks"
          value={test.ticks}
          onChange={(event) => test.setTicks(Number(event.target.value))}
        >
          {COUNTS.map((n) => (
            <option key={n} value={n}>
              {n === 1 ? '1 tick' : `${n} ticks`}
            </option>
          ))}
        </select>
        <select
          className="input test__select"
          aria-label="State to begin with"
          value={test.from}
          onChange={(event) => test.setFrom(event.target.value as StateChoice)}
        >
          <option value="empty">Empty state</option>
          <option value="current">Copy of state</option>
        </select>
        <CanButton
          size="small"
          icon="flask"
          busy={run.isPending}
          title="Ctrl+Enter"
          onClick={onStart}
        >
          Run
        </CanButton>
      </div>
      <div className="test__body" aria-live="polite" aria-busy={run.isPending}>
        {run.error !== null && problemsOf(run.error).length === 0 ? (
          <div className="test__part">
            <ErrorNotice error={run.error} />
          </div>
        ) : run.data !== undefined ? (
          <TestResult result={run.data} />
        ) : (
          <Blank icon="flask" title={run.isPending ? 'Running…' : 'Try it before it counts'}>
            {run.isPending
              ? 'In a real sandbox, on a scratch copy of the state.'
              : 'A test run uses the real sandbox and touches nothing outside: its state and files are copies.'}
          </Blank>
        )}
      </div>
    </section>
  );
}
