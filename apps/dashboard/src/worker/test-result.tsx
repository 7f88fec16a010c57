import type { TestRunView } from '@aispinner/contracts';
import type { JSX } from 'react';
import { printExact } from '../api/exact-json.ts';
import { formatMs } from '../format/duration.ts';
import { plural } from '../format/number.ts';
import { OUTCOME_LOOKS, OutcomeBadge } from '../workers/outcome.tsx';
import { reasonInWords } from '../workers/reasons.ts';
import { Traceback } from './traceback.tsx';

/** All that a test run said. */
export function TestResult({ result }: { result: TestRunView }): JSX.Element {
  const { outcome, ticks, logs, error, problems } = result;
  const totalMs = ticks.reduce((sum, tick) => sum + tick.durationMs, 0);
  return (
    <>
      <div className="test__part test__verdict" data-outcome={outcome}>
        <OutcomeBadge outcome={outcome} />
        <span className="muted num">
          {plural(ticks.length, 'tick')} in {formatMs(totalMs)}
        </span>
      </div>
      {problems.length > 0 && (
        <div className="test__part">
          <p>The code could not be loaded: {problems[0]?.message}</p>
        </div>
      )}
      {error !== null && (
        <div className="test__part">
          <h3>
            {error.type}: {error.message}
          </h3>
          <Traceback text={error.traceback} />
        </div>
      )}
      {ticks.length > 0 && (
        <ol className="test__part test__ticks num" aria-label="Ticks">
          {ticks.map((tick, i) => (
            <li
              key={i}
              className={`test__tick test__tick--${OUTCOME_LOOKS[tick.outcome].tone}`}
              title={tick.reason === null ? undefined : reasonInWords(tick.reason)}
            >
              <span className="muted">{i + 1}</span>
              {tick.outcome === 'ok' ? formatMs(tick.durationMs) : OUTCOME_LOOKS[tick.outcome].name}
            </li>
          ))}
        </ol>
      )}
      <Logs logs={logs} />
      <State state={result.state} />
    </>
  );
}

function Logs({ logs }: { logs: TestRunView['logs'] }): JSX.Element {
  return (
    <div className="test__part">
      <h3>Log</h3>
      {logs.length === 0 ? (
        <p className="muted">Nothing was logged.</p>
      ) : (
        <ol className="test__log" aria-label="Log of the test run">
          {logs.map((line, i) => (
            <li key={i} className={`test__line line--${line.level}`}>
              <span className="line__level">{line.level}</span>
              <span className="line__text">{line.message}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function State({ state }: { state: TestRunView['state'] }): JSX.Element {
  const isEmpty = Object.keys(state).length === 0;
  return (
    <div className="test__part">
      <h3>State afterwards</h3>
      {isEmpty ? (
        <p className="muted">Empty.</p>
      ) : (
        <pre className="test__state" tabIndex={0}>
          {printExact(state, 2)}
        </pre>
      )}
    </div>
  );
}
