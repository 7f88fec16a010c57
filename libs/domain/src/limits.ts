/** The limits of the worker contract that hold on every plan. */
export const TICK_INTERVAL_SECONDS = { min: 1, max: 3600 } as const;
export const MAX_ERRORS = { min: 1, max: 1000, default: 10 } as const;
export const WORKER_NAME_CHARS = 80;
export const WORKSPACE_NAME_CHARS = 80;
/** UTF-8 bytes of a worker's source. */
export const CODE_BYTES = 512 * 1024;
export const LOG_MESSAGE_CHARS = 4000;
export const LOG_BATCH_MESSAGES = 20;
/** UTF-8 bytes of a state value as JSON. */
export const STATE_VALUE_BYTES = 512 * 1024;
export const STATE_KEY_CHARS = 256;
export const TEST_RUN_TICKS = { min: 1, max: 10, default: 1 } as const;
export const TEST_RUN_TIMEOUT_SECONDS = { min: 1, max: 60, default: 60 } as const;
