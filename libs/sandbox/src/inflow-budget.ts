/** What a guest may send, sustained; it may be ahead by one second's worth. */
const FRAMES_PER_SECOND = 20_000;
/** A call makes the host work: it counts as so many frames. */
export const CALL_FRAMES = 4;
const BYTES_PER_SECOND = 32 * 1024 * 1024;

/**
 * Keeps a guest that floods from taking the host's time from its neighbours. Over its budget it is not
 * read, so its pipe fills and it blocks in its own `write`; its deadline runs on.
 */
export class InflowBudget {
  private frames = FRAMES_PER_SECOND;
  private bytes = BYTES_PER_SECOND;
  private filledAt: number;

  constructor(nowMs: number) {
    this.filledAt = nowMs;
  }

  /** Returns for how many milliseconds not to read on; 0 while within budget. */
  spend(frames: number, bytes: number, nowMs: number): number {
    const seconds = Math.max(0, nowMs - this.filledAt) / 1000;
    this.filledAt = nowMs;
    this.frames = Math.min(FRAMES_PER_SECOND, this.frames + seconds * FRAMES_PER_SECOND) - frames;
    this.bytes = Math.min(BYTES_PER_SECOND, this.bytes + seconds * BYTES_PER_SECOND) - bytes;
    const behind = Math.max(-this.frames / FRAMES_PER_SECOND, -this.bytes / BYTES_PER_SECOND);
    return behind > 0 ? Math.ceil(behind * 1000) : 0;
  }
}
