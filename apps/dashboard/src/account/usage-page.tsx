import type { UsageView } from '@aispinner/contracts';
import { useQuery } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { Failed } from '../design/blank.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { formatInterval, formatMs, formatSpan } from '../format/duration.ts';
import { formatCount, plural } from '../format/number.ts';
import './account.css';
import { Meter } from './meter.tsx';

export function UsagePage(): JSX.Element {
  const { data, error, refetch } = useQuery({ ...queries.usage(), refetchInterval: 15_000 });
  return (
    <div className="page page--narrow">
      <title>Usage · AiSpinner</title>
      <header className="page__head">
        <div>
          <h1>Usage</h1>
          <p className="page__about">
            {data === undefined ? <Skeleton width={140} /> : `On the ${data.plan.name} plan`}
          </p>
        </div>
      </header>
      {data === undefined && error !== null ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Sheet usage={data} />
      )}
    </div>
  );
}

function Sheet({ usage }: { usage: UsageView | undefined }): JSX.Element {
  const ticks = usage?.ticks;
  return (
    <div className="usage">
      <section className="card" aria-label="The last 24 hours">
        <div className="card__head">
          <h2>The last 24 hours</h2>
        </div>
        <dl className="usage__figures">
          <Figure name="Ticks that ran" value={ticks && formatCount(ticks.ran)} />
          <Figure name="Time in tick()" value={ticks && span(ticks.durationMs)} />
          <Figure name="CPU time" value={ticks && span(ticks.cpuMs)} />
        </dl>
      </section>
      <section className="card" aria-label="Quotas">
        <div className="card__head">
          <h2>Quotas</h2>
        </div>
        <ul className="card__body usage__meters">
          <Meter name="Workspaces" share={usage?.workspaces} />
          <Meter name="API keys" share={usage?.apiKeys} />
          {usage?.workersByWorkspace.map((each) => (
            <Meter
              key={each.workspaceId}
              name={<Link to={`/w/${each.workspaceId}`}>Workers in {each.name}</Link>}
              note={`${each.running} running`}
              share={each}
            />
          ))}
        </ul>
      </section>
      <section className="card" aria-label="Limits of the plan">
        <div className="card__head">
          <h2>Limits of the plan</h2>
        </div>
        {usage !== undefined && <Limits usage={usage} />}
      </section>
    </div>
  );
}

function Limits({ usage }: { usage: UsageView }): JSX.Element {
  const { limits } = usage.plan;
  const rows: readonly [string, string][] = [
    ['Shortest interval', formatInterval(limits.minTickIntervalSeconds)],
    ['Longest tick', `${limits.tickTimeoutSeconds} s`],
    ['Memory of a sandbox', `${limits.sandboxMemoryMb} MB`],
    ['Sandboxes of a workspace', formatCount(limits.maxSandboxesPerWorkspace)],
    ['CPU of a workspace', `${formatCount(limits.cpuMsPerSecond)} ms a second`],
    ['State of a worker', plural(limits.maxStateKeysPerWorker, 'key')],
    ['Log of a tick', plural(limits.logMessagesPerTick, 'message')],
    ['Logs are kept', plural(limits.logRetentionHours / 24, 'day')],
    ['Ticks are kept', plural(limits.tickRetentionHours / 24, 'day')],
  ];
  return (
    <dl className="limits">
      {rows.map(([name, value]) => (
        <div className="limits__row" key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Figure({ name, value }: { name: string; value: ReactNode }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">{value ?? <Skeleton width={72} height={20} />}</dd>
    </div>
  );
}

function span(ms: number): string {
  return ms < 60_000 ? formatMs(ms) : formatSpan(ms);
}
