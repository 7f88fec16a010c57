/** The tokens that a canvas needs, as colours that it understands: custom properties cannot be read so. */
export interface PlotColours {
  readonly line: string;
  readonly band: string;
  readonly faint: string;
  readonly grid: string;
  readonly text: string;
  readonly fault: string;
  readonly font: string;
}

export function readColours(host: HTMLElement): PlotColours {
  const probe = document.createElement('span');
  probe.style.display = 'none';
  host.append(probe);
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    line: resolve('--accent'),
    band: resolve('--accent-soft'),
    faint: resolve('--accent-line'),
    grid: resolve('--line-soft'),
    text: resolve('--ink-3'),
    fault: resolve('--bad'),
    font: `11px ${getComputedStyle(host).fontFamily}`,
  };
  probe.remove();
  return colours;
}
