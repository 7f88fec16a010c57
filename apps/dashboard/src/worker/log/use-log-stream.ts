import type { LogLevel, LogView } from '@aispinner/contracts';
import { useEffect, useReducer, useRef, useState } from 'react';
import { withQuery } from '../../api/client.ts';
import { followEvents, type StreamState } from '../../api/event-stream.ts';
import { addLines, EMPTY_LOG, release, type LogBuffer } from './log-buffer.ts';

export interface LogFilter {
  readonly workerId: string;
  /** Empty: all of them. */
  readonly levels: readonly LogLevel[];
  readonly search: string;
  /** Lines from before the stream began. */
  readonly tail: number;
}

/** Lines that arrive within this are drawn together, ms. */
const FLUSH_MS = 80;

type Step = { kind: 'add'; lines: LogView[]; isPaused: boolean } | { kind: 'release' | 'clear' };

function step(buffer: LogBuffer, action: Step): LogBuffer {
  if (action.kind === 'add') return addLines(buffer, action.lines, action.isPaused);
  return action.kind === 'release' ? release(buffer) : EMPTY_LOG;
}

/** A worker's log as it is written. A changed filter begins anew. */
export function useLogStream(
  filter: LogFilter,
  isPaused: boolean,
): { buffer: LogBuffer; state: StreamState } {
  const { workerId, search, tail } = filter;
  const level = filter.levels.join(',');
  const [buffer, dispatch] = useReducer(step, EMPTY_LOG);
  const [state, setState] = useState<StreamState>('connecting');
  const pausing = useRef(isPaused);

  useEffect(() => {
    pausing.current = isPaused;
    if (!isPaused) dispatch({ kind: 'release' });
  }, [isPaused]);

  useEffect(() => {
    const stop = new AbortController();
    let waiting: LogView[] = [];
    let timer = 0;
    const flush = (): void => {
      timer = 0;
      dispatch({ kind: 'add', lines: waiting, isPaused: pausing.current });
      waiting = [];
    };
    dispatch({ kind: 'clear' });
    const path = withQuery(`/workers/${workerId}/logs/stream`, { tail, level, q: search });
    void followEvents(
      path,
      {
        onEvent(event) {
          const line = parseLine(event.data);
          if (line === null) return;
          waiting.push(line);
          timer ||= window.setTimeout(flush, FLUSH_MS);
        },
        onState: setState,
      },
      stop.signal,
    );
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [workerId, level, search, tail]);

  return { buffer, state };
}

function parseLine(data: string): LogView | null {
  try {
    const value: unknown = JSON.parse(data);
    const isLine = typeof value === 'object' && value !== null && 'message' in value;
    return isLine ? (value as LogView) : null;
  } catch {
    return null;
  }
}
