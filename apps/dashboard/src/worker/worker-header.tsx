import type { WorkerView } from '@aispinner/contracts';
import type { JSX, ReactNode } from 'react';
import { CanButton } from '../app/can-button.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { formatInterval, formatMs } from '../format/duration.ts';
import { Countdown } from '../workers/countdown.tsx';
import { OutcomeBadge } from '../workers/outcome.tsx';
import { StatusBadge } from '../workers/status.tsx';
import { useWorkerAction } from '../workers/use-worker-action.ts';

export function WorkerHeader({ worker }: { worker: WorkerView }): JSX.Element {
  const { lastTick } = worker;
  return (
    <header className="worker-header">
      <div className="worker-header__who">
        <h1 className="truncate">{worker.name}</h1>
        <StatusBadge worker={worker} />
      </div>
      <Actions worker={worker} />
      <dl className="facts num">
        <Fact name="Ticks">{formatInterval(worker.effectiveIntervalSeconds)}</Fact>
        <Fact name="Next" room={5}>
          <Countdown worker={worker} />
        </Fact>
        <Fact name="Last" room={15}>
          {lastTick === null ? (
            <span className="muted">no ticks yet</span>
          ) : (
            <>
              <OutcomeBadge outcome={lastTick.outcome} />
              {lastTick.durationMs !== null && formatMs(lastTick.durationMs)}
            </>
          )}
        </Fact>
        <Fact name="Late by" room={7}>
          {formatMs(lastTick?.latenessMs ?? null)}
        </Fact>
        <Fact name="Errors in a row">
          <span className={worker.consecutiveErrors > 0 ? 'facts__bad' : undefined}>
            {worker.consecutiveErrors} of {worker.maxErrors}
          </span>
        </Fact>
        <Fact name="Version">{worker.version}</Fact>
      </dl>
    </header>
  );
}

/** `room`: how many characters the value may take before its neighbours move. */
function Fact(props: { name: string; room?: number; children: ReactNode }): JSX.Element {
  const { name, room, children } = props;
  return (
    <div className="facts__fact">
      <dt>{name}</dt>
      <dd style={room === undefined ? undefined : { minWidth: `${room}ch` }}>{children}</dd>
    </div>
  );
}

function Actions({ worker }: { worker: WorkerView }): JSX.Element {
  const action = useWorkerAction(worker);
  const isRunning = worker.status === 'running';
  const isBusy = (name: string): boolean => action.isPending && action.variables === name;
  return (
    <div className="worker-header__actions">
      {isRunning && (
        <CanButton
          icon="restart"
          busy={isBusy('restart')}
          title="A fresh sandbox: setup() runs again"
          onClick={() => action.mutate('restart')}
        >
          Restart
        </CanButton>
      )}
      {isRunning ? (
        <CanButton icon="stop" busy={isBusy('stop')} onClick={() => action.mutate('stop')}>
          Stop
        </CanButton>
      ) : (
        <CanButton
          kind="primary"
          icon="play"
          busy={isBusy('start')}
          disabled={worker.status === 'suspended'}
          onClick={() => action.mutate('start')}
        >
          Start
        </CanButton>
      )}
    </div>
  );
}

export function WorkerHeaderSkeleton(): JSX.Element {
  return (
    <header className="worker-header" aria-busy="true">
      <div className="worker-header__who">
        <h1>
          <Skeleton width={180} height={20} />
        </h1>
      </div>
      <div className="worker-header__actions">
        <Skeleton width={84} height={32} />
      </div>
      <div className="facts">
        <Skeleton width={420} />
      </div>
    </header>
  );
}
