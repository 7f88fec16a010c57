import digest from './templates/digest.py?raw';
import heartbeat from './templates/heartbeat.py?raw';
import onError from './templates/on_error.py?raw';
import priceSignal from './templates/price_signal.py?raw';

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly code: string;
}

/** What a new worker can begin with. */
export const TEMPLATES: readonly [Template, ...Template[]] = [
  { id: 'heartbeat', name: 'Heartbeat', about: 'A counter kept in state', code: heartbeat },
  { id: 'price', name: 'Price signal', about: 'Averages that cross', code: priceSignal },
  { id: 'digest', name: 'Digest', about: 'Statistics every ten ticks', code: digest },
  { id: 'on-error', name: 'Error handling', about: 'on_error at work', code: onError },
];
