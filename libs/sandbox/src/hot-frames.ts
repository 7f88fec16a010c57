import { logLevel, runResult, type GuestFrame, type RunResult } from '@aispinner/contracts';

/**
 * The frames of every tick, recognized by hand: what fits is what the schema lets through, only found
 * sooner. It refuses nothing: what it does not know for certain is left to the schema.
 */
export function hotFrame(value: unknown): GuestFrame | null {
  if (!isObject(value)) return null;
  switch (value['t']) {
    case 'done': {
      const { id, result } = value;
      return isId(id) && 'result' in value && hasKeys(value, 3) ? { t: 'done', id, result } : null;
    }
    case 'log': {
      const { activation, level, message } = value;
      return isText(activation, 200) &&
        isLevel(level) &&
        typeof message === 'string' &&
        hasKeys(value, 4)
        ? { t: 'log', activation, level, message }
        : null;
    }
    case 'call': {
      const { id, activation, method, args } = value;
      return isId(id) &&
        isText(activation, 200) &&
        isText(method, 64) &&
        isArgs(args) &&
        hasKeys(value, 5)
        ? { t: 'call', id, activation, method, args }
        : null;
    }
    default:
      return null;
  }
}

/** Parses the result of a run as its schema does; an ordinary one sooner. */
export const runAnswer = {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: RunResult } | { readonly success: false } {
    if (isObject(value) && value['ok'] === true && hasKeys(value, 1)) {
      return { success: true, data: { ok: true } };
    }
    return runResult.safeParse(value);
  },
};

type JsonObject = Readonly<Record<string, unknown>>;

const LEVELS: ReadonlySet<unknown> = new Set(logLevel.options);

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own ones, `__proto__` included: it is a key like any other in JSON, and fits no frame. */
function hasKeys(value: JsonObject, count: number): boolean {
  return Object.keys(value).length === count;
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown, max: number): value is string {
  return typeof value === 'string' && value.length >= 1 && value.length <= max;
}

function isLevel(value: unknown): value is (typeof logLevel.options)[number] {
  return LEVELS.has(value);
}

function isArgs(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !Object.hasOwn(value, '__proto__');
}
