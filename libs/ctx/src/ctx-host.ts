import { CapabilityError, type Capabilities } from '@aispinner/sandbox';

/** One capability of `ctx`: the calls `family.*` of a guest, for one worker that the host knows. */
export interface CapabilityFamily {
  /** `name` is what follows the dot. Returns a JSON value or throws `CapabilityError`. */
  call(name: string, args: unknown, signal: AbortSignal): Promise<unknown>;
}

/** What one worker's code may do: nothing but the families it was given. */
export class CtxHost implements Capabilities {
  private readonly families: ReadonlyMap<string, CapabilityFamily>;

  constructor(families: Readonly<Record<string, CapabilityFamily>>) {
    this.families = new Map(Object.entries(families));
  }

  async call(method: string, args: unknown, signal: AbortSignal): Promise<unknown> {
    const dot = method.indexOf('.');
    const family = this.families.get(method.slice(0, dot));
    if (dot < 1 || family === undefined) {
      throw new CapabilityError('RuntimeError', `ctx has no call ${method.slice(0, 80)}`);
    }
    return family.call(method.slice(dot + 1), args, signal);
  }
}
