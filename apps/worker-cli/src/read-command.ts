import { TEST_RUN_TIMEOUT_SECONDS, TICK_INTERVAL_SECONDS } from '@aispinner/domain';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** How a worker is to be run. Paths are absolute. */
export interface RunCommand {
  readonly kind: 'run';
  readonly file: string;
  readonly ticks: number;
  /** Null: the state is not kept. */
  readonly stateFile: string | null;
  readonly watches: boolean;
  /** Null: one tick follows another at once. */
  readonly intervalSeconds: number | null;
  readonly timeoutMs: number;
  readonly stopsAtFault: boolean;
}

export type Command =
  RunCommand | { readonly kind: 'help' } | { readonly kind: 'wrong'; readonly problem: string };

const OPTIONS = {
  ticks: { type: 'string', default: '1' },
  state: { type: 'string' },
  watch: { type: 'boolean', default: false },
  interval: { type: 'string' },
  timeout: { type: 'string', default: String(TEST_RUN_TIMEOUT_SECONDS.default) },
  'error-exit': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const MAX_TICKS = 1_000_000;
const MIN_TIMEOUT_SECONDS = 0.1;

/** What the arguments ask for. `folder`: what relative paths start from. */
export function readCommand(args: readonly string[], folder: string): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
    });
    if (values.help) return { kind: 'help' };
    const [file, ...more] = positionals;
    if (file === undefined)
      return wrong('Which worker? For example: npm run worker -- my_worker.py');
    if (more.length > 0) {
      return wrong(
        `One worker at a time, not also ${more.join(' ')}. Options stand behind a --, as in: npm run worker -- ${file} --ticks 3`,
      );
    }
    if (values.state === '') return wrong('--state names no file.');
    return {
      kind: 'run',
      file: resolve(folder, file),
      ticks: wholeNumber('--ticks', values.ticks, { min: 1, max: MAX_TICKS }),
      stateFile: values.state === undefined ? null : resolve(folder, values.state),
      watches: values.watch,
      intervalSeconds:
        values.interval === undefined
          ? null
          : wholeNumber('--interval', values.interval, TICK_INTERVAL_SECONDS),
      timeoutMs: Math.round(
        1000 *
          number('--timeout', values.timeout, {
            min: MIN_TIMEOUT_SECONDS,
            max: TEST_RUN_TIMEOUT_SECONDS.max,
          }),
      ),
      stopsAtFault: values['error-exit'],
    };
  } catch (error) {
    if (error instanceof WrongArgument) return wrong(error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    // The rest of Node's text explains how to pass a file name that begins with a dash.
    return wrong(`${message.split(/[.\n]/)[0]}.`);
  }
}

class WrongArgument extends Error {}

interface Range {
  readonly min: number;
  readonly max: number;
}

function number(option: string, text: string, { min, max }: Range): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new WrongArgument(`${option} is a number from ${min} to ${max}, not ${text || 'nothing'}.`);
}

function wholeNumber(option: string, text: string, range: Range): number {
  const value = number(option, text, range);
  if (Number.isInteger(value)) return value;
  throw new WrongArgument(`${option} is a whole number, not ${text}.`);
}

function wrong(problem: string): Command {
  return { kind: 'wrong', problem };
}
