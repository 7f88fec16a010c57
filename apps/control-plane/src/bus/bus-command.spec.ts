import { describe, expect, it } from '@jest/globals';
import type { DeadLetter, DeadLetters } from '@aispinner/messaging';
import { runBusCommand } from './bus-command.ts';

function lettersOf(...ids: string[]): DeadLetters & { readonly left: DeadLetter[] } {
  const left = ids.map((id): DeadLetter => ({
    id,
    from: 'ticks',
    place: null,
    reason: 'not JSON',
    at: new Date(0),
    text: '{',
  }));
  return {
    left,
    list: () => Promise.resolve([...left]),
    replay: (wanted) => {
      const found = left.filter(({ id }) => wanted.includes(id));
      for (const letter of found) left.splice(left.indexOf(letter), 1);
      return Promise.resolve(found.map(({ id }) => id));
    },
    close: () => Promise.resolve(),
  };
}

describe('the bus command', () => {
  it('lists dead letters, one JSON object a line', async () => {
    const { exitCode, text } = await runBusCommand(['dead-letters', 'list'], lettersOf('a', 'b'));
    expect(exitCode).toBe(0);
    const lines = text.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as DeadLetter).id)).toEqual(['a', 'b']);
  });

  it('replays those named, and says which there are not', async () => {
    const letters = lettersOf('a', 'b', 'c');
    expect(await runBusCommand(['dead-letters', 'replay', 'b', 'x'], letters)).toEqual({
      exitCode: 1,
      text: 'replayed b\nnot replayed: x\n',
    });
    expect(letters.left.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(await runBusCommand(['dead-letters', 'replay', 'all'], letters)).toMatchObject({
      exitCode: 0,
    });
    expect(letters.left).toEqual([]);
  });

  it('explains itself when it is not understood', async () => {
    for (const args of [[], ['dead-letters'], ['dead-letters', 'replay'], ['topics', 'list']]) {
      const { exitCode, text } = await runBusCommand(args, lettersOf());
      expect(exitCode).toBe(2);
      expect(text).toContain('npm run bus');
    }
  });
});
