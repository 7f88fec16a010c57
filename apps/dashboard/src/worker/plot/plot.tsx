import { useEffect, useRef, useState, type JSX } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useShade } from '../../design/theme.ts';
import { formatMs } from '../../format/duration.ts';
import { formatClock } from '../../format/time.ts';
import { readColours } from './plot-colours.ts';
import type { PlotFigures } from './plot-figures.ts';
import { plotOptions } from './plot-options.ts';
import './plot.css';

const HEIGHT = 216;

/** Percentiles over time on a logarithmic scale, with single ticks as dots. */
export function Plot({
  name,
  figures,
  summary,
}: {
  name: string;
  figures: PlotFigures;
  /** Read by those who cannot see the picture. */
  summary: string;
}): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(figures);
  const [index, setIndex] = useState<number | null>(null);
  const shade = useShade();

  useEffect(() => {
    latest.current = figures;
    plot.current?.setData(dataOf(figures));
  }, [figures]);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const size = { width: element.clientWidth, height: HEIGHT };
    const made = new uPlot(
      plotOptions(size, readColours(element), {
        figures: () => latest.current,
        onPoint: setIndex,
      }),
      dataOf(latest.current),
      element,
    );
    plot.current = made;
    const resized = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shade]);

  return (
    <figure className="plot" aria-label={name}>
      <figcaption className="plot__head">
        <span className="plot__name">{name}</span>
        <Readout figures={figures} index={index} />
      </figcaption>
      <div ref={host} className="plot__canvas" role="img" aria-label={summary} />
    </figure>
  );
}

function Readout({ figures, index }: { figures: PlotFigures; index: number | null }): JSX.Element {
  const x = index === null ? undefined : figures.x[index];
  const at = (values: PlotFigures['p50']): string =>
    x === undefined || index === null ? '' : formatMs(values[index] ?? null);
  return (
    <span className="plot__legend num">
      {x !== undefined && (
        <span className="plot__time">{formatClock(new Date(x * 1000).toISOString())}</span>
      )}
      <span className="plot__key plot__key--p50">p50 {at(figures.p50)}</span>
      <span className="plot__key plot__key--p95">p95 {at(figures.p95)}</span>
      <span className="plot__key plot__key--p99">p99 {at(figures.p99)}</span>
    </span>
  );
}

function dataOf({ x, p50, p95, p99 }: PlotFigures): uPlot.AlignedData {
  return [x, p50, p95, p99];
}
