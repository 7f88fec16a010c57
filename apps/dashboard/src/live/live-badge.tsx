import type { JSX } from 'react';
import { unreachable } from '@aispinner/domain';
import type { StreamState } from '../api/event-stream.ts';
import './live-badge.css';
import { useLiveState } from './live-state.ts';

/** Whether what is on the screen moves by itself. */
export function LiveBadge(): JSX.Element {
  const state = useLiveState();
  return (
    <div className={`live live--${state}`} role="status">
      <span className="live__dot" aria-hidden="true" />
      <span className="live__text">{describe(state)}</span>
    </div>
  );
}

function describe(state: StreamState): string {
  switch (state) {
    case 'open':
      return 'Live';
    case 'connecting':
      return 'Connecting…';
    case 'waiting':
      return 'Reconnecting…';
    case 'refused':
      return 'Updates every few seconds';
    default:
      return unreachable(state);
  }
}
