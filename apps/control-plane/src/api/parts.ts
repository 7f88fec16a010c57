import type { Clock } from '@aispinner/platform';
import type { StateStore } from '@aispinner/state';

/** Names under which handlers get what has no class of its own. */
export const CLOCK = Symbol('clock');
export type ClockPort = Pick<Clock, 'now'>;

export const STATE_STORE = Symbol('state store');
export type StateStorePort = Pick<StateStore, 'get' | 'set' | 'delete' | 'list' | 'clear'>;
