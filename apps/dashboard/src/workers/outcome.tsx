import type { TickView } from '@aispinner/contracts';
import type { OutcomeKind } from '@aispinner/domain';
import type { JSX } from 'react';
import { Icon, type IconName } from '../design/icons.tsx';
import { reasonInWords } from './reasons.ts';

interface Look {
  readonly name: string;
  readonly icon: IconName;
  readonly tone: 'ok' | 'bad' | 'warn' | 'idle';
}

export const OUTCOME_LOOKS: Readonly<Record<OutcomeKind, Look>> = {
  ok: { name: 'OK', icon: 'check', tone: 'ok' },
  error: { name: 'Error', icon: 'cross', tone: 'bad' },
  timeout: { name: 'Timeout', icon: 'clock', tone: 'bad' },
  killed: { name: 'Killed', icon: 'bolt', tone: 'bad' },
  skipped: { name: 'Skipped', icon: 'skip', tone: 'idle' },
};

/** An outcome by sign, word and colour. */
export function OutcomeBadge({ outcome }: { outcome: OutcomeKind }): JSX.Element {
  const look = OUTCOME_LOOKS[outcome];
  return (
    <span className={`badge badge--${look.tone}`}>
      <Icon name={look.icon} size={14} />
      {look.name}
    </span>
  );
}

/** One line on what was wrong with a tick; null where nothing was. */
export function tickFault(tick: TickView): string | null {
  if (tick.error !== null) return `${tick.error.type}: ${tick.error.message}`;
  return tick.reason === null ? null : reasonInWords(tick.reason);
}
