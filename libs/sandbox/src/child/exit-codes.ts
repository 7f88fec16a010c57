/**
 * How a sandbox process says why it ends. The parent reads nothing else from a dying child: an exit
 * code cannot be forged into an `ok`, and stderr is for people.
 */
export const EXIT = {
  /** The parent closed the pipe. */
  drained: 0,
  /** Python ended, or the interpreter broke. */
  crashed: 81,
  /** As `crashed`, after the memory had run out. */
  outOfMemory: 82,
  /** Python called an import that the gate had cut. */
  tripwire: 83,
  /** It never became ready. */
  bootFailed: 84,
} as const;
