import type { LogLevel } from '@aispinner/contracts';
import { useState, type JSX } from 'react';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icons.tsx';
import { Segmented } from '../design/segmented.tsx';
import { useSettled } from '../format/use-settled.ts';
import { LogPane } from './log/log-pane.tsx';
import { useWorker } from './use-worker.ts';

type LevelChoice = 'all' | 'info' | 'warn' | 'error';

/** A level and all that weigh more; the API takes them as a list. */
const LEVELS: Readonly<Record<LevelChoice, readonly LogLevel[]>> = {
  all: [],
  info: ['info', 'warn', 'error'],
  warn: ['warn', 'error'],
  error: ['error'],
};

export function LogsTab(): JSX.Element {
  const worker = useWorker();
  const [choice, setChoice] = useState<LevelChoice>('all');
  const [search, setSearch] = useState('');
  const [isPaused, setPaused] = useState(false);
  const settled = useSettled(search.trim(), 300);
  return (
    <div className="log-tab">
      <div className="log-tab__bar">
        <label className="search log-tab__search">
          <Icon name="search" />
          <input
            className="input input--search"
            type="search"
            placeholder="Lines that hold…"
            aria-label="Search the log"
            maxLength={200}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
        <Segmented
          label="Level"
          value={choice}
          onChange={setChoice}
          options={[
            { value: 'all', label: 'All' },
            { value: 'info', label: 'Info' },
            { value: 'warn', label: 'Warn' },
            { value: 'error', label: 'Error' },
          ]}
        />
        <div className="log-tab__end">
          <Button
            icon={isPaused ? 'play' : 'pause'}
            aria-pressed={isPaused}
            onClick={() => setPaused(!isPaused)}
          >
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        </div>
      </div>
      <LogPane
        workerId={worker.id}
        levels={LEVELS[choice]}
        search={settled}
        isPaused={isPaused}
        tail={300}
      />
    </div>
  );
}
