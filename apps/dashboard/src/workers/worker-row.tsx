import type { WorkerView } from '@aispinner/contracts';
import { useQuery } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { CanButton } from '../app/can-button.tsx';
import { Icon } from '../design/icons.tsx';
import { formatInterval, formatMs } from '../format/duration.ts';
import { Countdown } from './countdown.tsx';
import { OutcomeBadge, tickFault } from './outcome.tsx';
import { StatusName, StatusSign } from './status.tsx';
import { TickTape } from './tick-tape.tsx';
import { useHasBeenSeen } from './use-has-been-seen.ts';
import { useWorkerAction } from './use-worker-action.ts';

export function WorkerRow({ worker }: { worker: WorkerView }): JSX.Element {
  const { ref, hasBeenSeen } = useHasBeenSeen();
  const { data: tape } = useQuery({ ...queries.tape(worker.id), enabled: hasBeenSeen });
  const { lastTick } = worker;
  return (
    <li className="worker" data-worker={worker.name} ref={ref}>
      <StatusSign worker={worker} />
      <div className="worker__who">
        <Link
          className="worker__name truncate"
          to={`/w/${worker.workspaceId}/workers/${worker.id}`}
        >
          {worker.name}
        </Link>
        <span className="worker__facts truncate num">
          <StatusName worker={worker} /> · {formatInterval(worker.effectiveIntervalSeconds)} · v
          {worker.version}
        </span>
      </div>
      <div className="worker__tape">
        <TickTape ticks={tape ?? []} />
      </div>
      <div className="worker__outcome">
        {lastTick === null ? (
          <span className="muted">No ticks yet</span>
        ) : (
          <span title={tickFault(lastTick) ?? undefined}>
            <OutcomeBadge outcome={lastTick.outcome} />
          </span>
        )}
      </div>
      <Cell label="Lateness" isExtra>
        {formatMs(lastTick?.latenessMs ?? null)}
      </Cell>
      <Cell label="Duration">{formatMs(lastTick?.durationMs ?? null)}</Cell>
      <Cell label="Next tick">
        <Countdown worker={worker} />
      </Cell>
      <Errors worker={worker} />
      <Toggle worker={worker} />
    </li>
  );
}

/** `isExtra`: left out where room is scarce. */
function Cell(props: { label: string; isExtra?: boolean; children: ReactNode }): JSX.Element {
  return (
    <div className={`worker__cell num${props.isExtra === true ? ' worker__cell--extra' : ''}`}>
      <span className="visually-hidden">{props.label}: </span>
      {props.children}
    </div>
  );
}

function Errors({ worker }: { worker: WorkerView }): JSX.Element {
  const { consecutiveErrors, maxErrors } = worker;
  return (
    <div className="worker__errors num">
      {consecutiveErrors > 0 && (
        <span
          className="badge badge--bad"
          title={`${consecutiveErrors} errors in a row; at ${maxErrors} the worker fails`}
        >
          <Icon name="alert" size={14} />
          {consecutiveErrors}/{maxErrors}
        </span>
      )}
    </div>
  );
}

/** Over the row's own link, so that it can be pressed. */
function Toggle({ worker }: { worker: WorkerView }): JSX.Element {
  const action = useWorkerAction(worker);
  const isRunning = worker.status === 'running';
  return (
    <CanButton
      className="worker__toggle"
      kind="quiet"
      size="small"
      icon={isRunning ? 'stop' : 'play'}
      busy={action.isPending}
      disabled={worker.status === 'suspended'}
      aria-label={`${isRunning ? 'Stop' : 'Start'} ${worker.name}`}
      onClick={() => action.mutate(isRunning ? 'stop' : 'start')}
    />
  );
}
