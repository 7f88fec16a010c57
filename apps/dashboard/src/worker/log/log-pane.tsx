import type { LogLevel, LogView } from '@aispinner/contracts';
import { memo, useEffect, useLayoutEffect, useRef, useState, type JSX } from 'react';
import { Button } from '../../design/button.tsx';
import { plural } from '../../format/number.ts';
import { formatClockMs, formatInstant } from '../../format/time.ts';
import './log.css';
import { markMatches } from './mark-matches.ts';
import { useLogStream } from './use-log-stream.ts';

interface LogPaneProps {
  readonly workerId: string;
  readonly levels: readonly LogLevel[];
  readonly search: string;
  readonly isPaused: boolean;
  readonly tail: number;
}

/** Nearer to the end than this counts as being there, px. */
const NEAR_PX = 40;

/** The live log. It follows its end until one scrolls up, and again from there on. */
export function LogPane(props: LogPaneProps): JSX.Element {
  const { buffer, state } = useLogStream(props, props.isPaused);
  const box = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const lastId = buffer.lines.at(-1)?.id;

  useLayoutEffect(() => {
    const element = box.current;
    if (isFollowing && element !== null) element.scrollTop = element.scrollHeight;
  }, [isFollowing, lastId]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const resized = new ResizeObserver(() => {
      if (isFollowing) element.scrollTop = element.scrollHeight;
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, [isFollowing]);

  const onScroll = (): void => {
    const element = box.current;
    if (element === null) return;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    setFollowing(left < NEAR_PX);
  };
  return (
    <div className="log">
      <div
        className="log__box"
        ref={box}
        onScroll={onScroll}
        tabIndex={0}
        role="log"
        aria-label="Log lines"
      >
        {buffer.lines.length === 0 ? (
          <p className="log__empty muted">
            {state === 'open' ? 'Nothing logged yet. Lines appear here as they are written.' : ' '}
          </p>
        ) : (
          buffer.lines.map((line) => <Line key={line.id} line={line} search={props.search} />)
        )}
      </div>
      {!isFollowing && (
        <Button className="log__follow" size="small" icon="down" onClick={() => setFollowing(true)}>
          Follow
        </Button>
      )}
      {props.isPaused && buffer.held.length > 0 && (
        <p className="log__held num" role="status">
          {plural(buffer.held.length, 'new line')}
        </p>
      )}
      {state === 'waiting' && (
        <p className="log__held" role="status">
          Reconnecting…
        </p>
      )}
    </div>
  );
}

const Line = memo(function Line({ line, search }: { line: LogView; search: string }): JSX.Element {
  return (
    <div className={`line line--${line.level}`} data-level={line.level}>
      <time className="line__at" dateTime={line.at} title={formatInstant(line.at)}>
        {formatClockMs(line.at)}
      </time>
      <span className="line__level">{line.level}</span>
      <span className="line__text">
        {markMatches(line.message, search).map((part, i) =>
          part.isMatch ? <mark key={i}>{part.text}</mark> : part.text,
        )}
      </span>
    </div>
  );
});
