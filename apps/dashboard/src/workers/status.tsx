import { unreachable } from '@aispinner/domain';
import { memo, type JSX } from 'react';
import { intervalPhase, nextDueMs } from '../format/next-due.ts';
import { serverNow } from '../format/server-clock.ts';
import { useNow } from '../format/use-now.ts';
import { lifeOf, type Life, type LifeFacts } from './life.ts';
import './status.css';

const NAMES: Readonly<Record<Life, string>> = {
  running: 'Running',
  backing_off: 'Backing off',
  stopped: 'Stopped',
  failed: 'Failed',
  suspended: 'Suspended',
};

/**
 * A worker's status as a sign. While it runs, a ring goes round once an interval and closes when a
 * tick is due; the other statuses have shapes of their own.
 */
export function StatusSign(props: { worker: LifeFacts; size?: number }): JSX.Element {
  const { worker, size = 20 } = props;
  const life = lifeOf(worker, useNow());
  return (
    <svg
      className={`sign sign--${life}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      aria-hidden="true"
    >
      <circle className="sign__track" cx="10" cy="10" r="8" />
      {shape(life, worker)}
    </svg>
  );
}

function shape(life: Life, worker: LifeFacts): JSX.Element {
  switch (life) {
    case 'running':
      return <Hand nextDueAt={worker.nextDueAt} seconds={worker.effectiveIntervalSeconds} />;
    case 'backing_off':
      return <path className="sign__stroke" d="M10 5.75V10l2.75 1.75" />;
    case 'stopped':
      return <rect className="sign__fill" x="7.25" y="7.25" width="5.5" height="5.5" rx="1" />;
    case 'failed':
      return <path className="sign__stroke" d="m7.5 7.5 5 5M12.5 7.5l-5 5" />;
    case 'suspended':
      return <path className="sign__stroke" d="M8 7.5v5M12 7.5v5" />;
    default:
      return unreachable(life);
  }
}

/** Drawn anew only when the due time moves: its animation is then begun in step with it. */
const Hand = memo(function Hand(props: { nextDueAt: string | null; seconds: number }): JSX.Element {
  const { nextDueAt, seconds } = props;
  return (
    <>
      <circle
        key={nextDueAt}
        className="sign__hand"
        cx="10"
        cy="10"
        r="8"
        pathLength="100"
        ref={(hand) => {
          if (hand !== null) hand.style.animation = handAnimation(nextDueAt, seconds);
        }}
      />
      <circle className="sign__fill" cx="10" cy="10" r="2.75" />
    </>
  );
});

/** One round an interval, begun as long ago as the interval has lasted. */
function handAnimation(nextDueAt: string | null, seconds: number): string {
  const nowMs = serverNow();
  const phase =
    nextDueAt === null ? 0 : intervalPhase(nextDueMs(nextDueAt, seconds, nowMs), seconds, nowMs);
  // Drawn 24 times a second at most, and seldom where it moves slowly: many of them turn at once.
  const steps = Math.min(120, seconds * 24);
  return `round ${seconds}s steps(${steps}) ${(-phase * seconds).toFixed(3)}s infinite`;
}

/** The status in a word; of a worker that backs off, why is told to who points at it. */
export function StatusName({ worker }: { worker: LifeFacts }): JSX.Element {
  const life = lifeOf(worker, useNow());
  return <span title={life === 'backing_off' ? WHY_IT_PAUSES : undefined}>{NAMES[life]}</span>;
}

const WHY_IT_PAUSES = 'It lost one sandbox after the other, and pauses before it gets the next';

export function StatusBadge({ worker }: { worker: LifeFacts }): JSX.Element {
  return (
    <span className={`status status--${lifeOf(worker, useNow())}`}>
      <StatusSign worker={worker} size={18} />
      <StatusName worker={worker} />
    </span>
  );
}
