import type { StatsView, WorkerView } from '@aispinner/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type JSX } from 'react';
import { queries } from '../api/queries.ts';
import { Skeleton } from '../design/skeleton.tsx';
import { formatMs } from '../format/duration.ts';
import { plotFigures, type Measure } from './plot/plot-figures.ts';
import { Plot } from './plot/plot.tsx';

export function Plots(props: { worker: WorkerView; stats: StatsView | undefined }): JSX.Element {
  return (
    <div className="plots">
      <MeasurePlot {...props} name="Lateness" measure="latenessMs" />
      <MeasurePlot {...props} name="Duration" measure="durationMs" />
    </div>
  );
}

const NO_TICKS: never[] = [];

function MeasurePlot(props: {
  worker: WorkerView;
  stats: StatsView | undefined;
  name: string;
  measure: Measure;
}): JSX.Element {
  const { worker, stats, name, measure } = props;
  const { data: ticks = NO_TICKS } = useQuery(queries.recentTicks(worker.id));
  const interval = worker.effectiveIntervalSeconds;
  const figures = useMemo(
    () => (stats === undefined ? null : plotFigures(stats, ticks, measure, interval)),
    [stats, ticks, measure, interval],
  );
  const total = stats?.total[measure] ?? null;
  return (
    <section className="card">
      {figures === null ? (
        <div className="plots__waiting">
          <Skeleton width={80} />
        </div>
      ) : (
        <Plot name={name} figures={figures} summary={inWords(name, total)} />
      )}
      <dl className="plots__sums num">
        {(['p50', 'p95', 'p99', 'max'] as const).map((q) => (
          <div key={q}>
            <dt>{q}</dt>
            <dd>{figures === null ? <Skeleton width={40} /> : formatMs(total?.[q] ?? null)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function inWords(name: string, total: StatsView['total'][Measure]): string {
  if (total === null) return `${name}: no ticks ran in this window`;
  return `${name}: half within ${formatMs(total.p50)}, 95% within ${formatMs(total.p95)}`;
}
