/** What to spawn. */
export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  /** Beside a bare PATH; a Docker client has this process's whole environment instead. */
  readonly env?: Readonly<Record<string, string>>;
  /** The name of its container, where signals have to go through Docker. */
  readonly container?: string;
}

/** A program of a service, wherever it was found. */
export interface ServiceProgram {
  /** Where it comes from, for people: `redis-server 7.0.15 of this machine`. */
  readonly source: string;
  /** `folder` holds all files that the arguments name; `name` is unique to this start. */
  launch(
    args: readonly string[],
    place: { readonly name: string; readonly folder: string },
  ): Launch;
}
