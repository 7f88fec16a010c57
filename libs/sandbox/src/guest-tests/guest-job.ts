/** A worker's source to be run: `ticks` times after its load. */
export interface GuestProgram {
  readonly name: string;
  readonly code: string;
  readonly ticks: number;
}

/** What a child in plain Pyodide is asked to do. */
export type GuestJob =
  | { readonly kind: 'programs'; readonly programs: readonly GuestProgram[] }
  | { readonly kind: 'unit-tests' }
  | { readonly kind: 'audit' };

export interface ProgramReport {
  readonly name: string;
  readonly logs: readonly (readonly [level: string, message: string])[];
  readonly load: {
    readonly ok: boolean;
    readonly problems?: readonly { readonly message: string }[];
  };
  readonly runs: readonly {
    readonly ok: boolean;
    readonly error?: { readonly traceback: string };
  }[];
}

export interface UnitTestReport {
  readonly run: number;
  readonly failures: readonly string[];
}

/** Paths by which something dangerous was reached, by what was reached. */
export interface AuditReport {
  readonly byRule: Record<string, string>;
  readonly bySeal: Record<string, string>;
  readonly withoutSeal: Record<string, string>;
  readonly sharedMutable: readonly string[];
  readonly seen: number;
}
