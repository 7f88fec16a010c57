/** Fields of a log event that its one line leaves out. */
const LEFT_OUT = new Set(['level', 'time', 'process', 'msg', 'err', 'pid', 'hostname', 'v']);
const SHOWN = new Set(['warn', 'error', 'fatal']);

/**
 * What the terminal shows of a line that a process wrote: warnings and errors of its log as
 * `12:04:31 warn runner: message key=value`, and whatever is not of its log as it is. Null shows nothing.
 */
export function terminalLine(process: string, line: string): string | null {
  if (line.trim() === '') return null;
  const event = parse(line);
  if (event === null) return `${process}: ${line}`;
  const level = String(event['level']);
  if (!SHOWN.has(level)) return null;
  const time = typeof event['time'] === 'string' ? event['time'].slice(11, 19) : '';
  const parts = [`${time} ${level} ${process}: ${textOf(event['msg'])}`];
  for (const [name, value] of Object.entries(event)) {
    if (!LEFT_OUT.has(name)) parts.push(`${name}=${textOf(value)}`);
  }
  const error = event['err'];
  if (typeof error === 'object' && error !== null && 'message' in error) {
    parts.push(`(${textOf(error.message).split('\n')[0]})`);
  }
  return parts.join(' ');
}

function parse(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'level' in value ? value : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
