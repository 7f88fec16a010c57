import { describe, expect, it } from '@jest/globals';
import { SseParser } from './sse-parser.ts';

const TEXT = ': connected\nretry: 1000\n\nid: 7\nevent: log\ndata: {"a":1}\n\ndata: x\ndata: y\n\n';
const EVENTS = [
  { name: 'log', id: '7', data: '{"a":1}' },
  { name: 'message', id: '7', data: 'x\ny' },
];

describe('SseParser', () => {
  it('reads names, ids and data of several lines, and passes over comments', () => {
    expect(new SseParser().push(TEXT)).toEqual(EVENTS);
  });

  it('reads the same wherever the text is cut', () => {
    for (let cut = 0; cut <= TEXT.length; cut++) {
      const parser = new SseParser();
      const events = [...parser.push(TEXT.slice(0, cut)), ...parser.push(TEXT.slice(cut))];
      expect(events).toEqual(EVENTS);
    }
  });

  it('takes CR and CRLF for ends of lines, even cut between the two', () => {
    const parser = new SseParser();
    expect(parser.push('data: a\r')).toEqual([]);
    expect(parser.push('\n\r\ndata: b\r\rx')).toEqual([
      { name: 'message', id: '', data: 'a' },
      { name: 'message', id: '', data: 'b' },
    ]);
  });

  it('gives nothing for an event without data', () => {
    expect(new SseParser().push('event: ping\n\n')).toEqual([]);
  });
});
