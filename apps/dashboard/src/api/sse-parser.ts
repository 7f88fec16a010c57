/** One server-sent event. */
export interface SseEvent {
  readonly name: string;
  /** The last id seen so far, for `Last-Event-ID`; empty if none. */
  readonly id: string;
  readonly data: string;
}

/**
 * Reads `text/event-stream` piece by piece, as the HTML standard says. Written here because the
 * browser's EventSource cannot send an Authorization header.
 */
export class SseParser {
  private rest = '';
  private name = '';
  private id = '';
  private data: string[] = [];

  /** The events that `chunk` completed, in order. */
  push(chunk: string): SseEvent[] {
    const text = this.rest + chunk;
    const events: SseEvent[] = [];
    let start = 0;
    for (;;) {
      const end = lineEnd(text, start);
      if (end === null) break;
      const event = this.line(text.slice(start, end.at));
      if (event !== null) events.push(event);
      start = end.next;
    }
    this.rest = text.slice(start);
    return events;
  }

  private line(line: string): SseEvent | null {
    if (line === '') return this.dispatch();
    if (line.startsWith(':')) return null;
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const raw = colon < 0 ? '' : line.slice(colon + 1);
    const value = raw.startsWith(' ') ? raw.slice(1) : raw;
    if (field === 'event') this.name = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    return null;
  }

  private dispatch(): SseEvent | null {
    const event = { name: this.name || 'message', id: this.id, data: this.data.join('\n') };
    const isEmpty = this.data.length === 0;
    this.name = '';
    this.data = [];
    return isEmpty ? null : event;
  }
}

/** A line ends with CR, LF or both; a CR at the very end may yet be followed by its LF. */
function lineEnd(text: string, from: number): { at: number; next: number } | null {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '\n') return { at, next: at + 1 };
    if (char === '\r') {
      if (at + 1 === text.length) return null;
      return { at, next: text[at + 1] === '\n' ? at + 2 : at + 1 };
    }
  }
  return null;
}
