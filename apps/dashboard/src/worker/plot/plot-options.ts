import uPlot from 'uplot';
import { formatMs } from '../../format/duration.ts';
import type { PlotColours } from './plot-colours.ts';
import { yRange, ySplits, type PlotFigures } from './plot-figures.ts';

export interface PlotHooks {
  /** Read at each drawing, so that new figures need no new plot. */
  readonly figures: () => PlotFigures;
  /** The slice under the pointer; null when it has left. */
  readonly onPoint: (index: number | null) => void;
}

export function plotOptions(
  size: { width: number; height: number },
  colours: PlotColours,
  hooks: PlotHooks,
): uPlot.Options {
  const axis = { stroke: colours.text, font: colours.font, ticks: { show: false } };
  const grid = { stroke: colours.grid, width: 1 };
  const line = { points: { show: isAlone, size: 4, fill: colours.line } };
  return {
    ...size,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 6 },
      sync: { key: 'worker-plots' },
    },
    scales: {
      x: { time: true, range: () => [hooks.figures().fromS, hooks.figures().toS] },
      y: { distr: 3, range: () => yRange(hooks.figures()) },
    },
    series: [
      {},
      { ...line, stroke: colours.line, width: 1.75 },
      { stroke: colours.faint, width: 1.25, points: { show: false } },
      { stroke: colours.faint, width: 1, dash: [2, 3], points: { show: false } },
    ],
    bands: [{ series: [2, 1], fill: colours.band }],
    axes: [
      { ...axis, grid: { show: false }, space: 54, size: 28, gap: 8, values: timeLabels },
      {
        ...axis,
        grid,
        size: 56,
        gap: 8,
        splits: (_plot, _axis, min, max) => ySplits(min, max),
        filter: (_plot, splits) => splits,
        values: (_plot, splits) => splits.map((ms) => formatMs(ms)),
      },
    ],
    hooks: {
      drawSeries: [
        (plot, index) => {
          if (index === 1) drawDots(plot, hooks.figures(), colours);
        },
      ],
      setCursor: [(plot) => hooks.onPoint(plot.cursor.idx ?? null)],
    },
  };
}

/** A point without neighbours would be no line at all. */
function isAlone(plot: uPlot): boolean {
  let drawn = 0;
  for (const value of plot.data[1] ?? []) if (typeof value === 'number') drawn++;
  return drawn > 0 && drawn < 30;
}

function timeLabels(
  _plot: uPlot,
  splits: number[],
  _axis: number,
  _space: number,
  incr: number,
): string[] {
  const options: Intl.DateTimeFormatOptions =
    incr >= 86_400
      ? { day: 'numeric', month: 'short' }
      : incr >= 60
        ? { hour: '2-digit', minute: '2-digit' }
        : { hour: '2-digit', minute: '2-digit', second: '2-digit' };
  const format = new Intl.DateTimeFormat('en-GB', options);
  return splits.map((seconds) => format.format(seconds * 1000));
}

/** Single ticks: dots, and crosses where one was at fault. */
function drawDots(plot: uPlot, figures: PlotFigures, colours: PlotColours): void {
  const { ctx } = plot;
  const unit = uPlot.pxRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
  ctx.clip();
  for (const dot of figures.dots) {
    const x = plot.valToPos(dot.x, 'x', true);
    const y = plot.valToPos(dot.y, 'y', true);
    ctx.beginPath();
    if (dot.isFault) {
      const arm = 3 * unit;
      ctx.moveTo(x - arm, y - arm);
      ctx.lineTo(x + arm, y + arm);
      ctx.moveTo(x + arm, y - arm);
      ctx.lineTo(x - arm, y + arm);
      ctx.strokeStyle = colours.fault;
      ctx.lineWidth = 1.5 * unit;
      ctx.stroke();
    } else {
      ctx.arc(x, y, 1.25 * unit, 0, 2 * Math.PI);
      ctx.fillStyle = colours.faint;
      ctx.fill();
    }
  }
  ctx.restore();
}
