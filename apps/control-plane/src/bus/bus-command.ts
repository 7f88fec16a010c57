import type { DeadLetter, DeadLetters } from '@aispinner/messaging';

const USAGE = `Usage: npm run bus -- dead-letters list          what was set aside, one JSON object a line
       npm run bus -- dead-letters replay all    puts all of it back
       npm run bus -- dead-letters replay ID ...
`;

/** Does what the arguments say. `exitCode`: 1 where an id is unknown, 2 where the command is. */
export async function runBusCommand(
  args: readonly string[],
  letters: DeadLetters,
): Promise<{ readonly exitCode: 0 | 1 | 2; readonly text: string }> {
  const [subject, action, ...ids] = args;
  if (subject !== 'dead-letters') return { exitCode: 2, text: USAGE };
  if (action === 'list' && ids.length === 0) {
    const all = await letters.list();
    return { exitCode: 0, text: all.map(lineOf).join('') };
  }
  if (action === 'replay' && ids.length > 0) {
    const wanted =
      ids.length === 1 && ids[0] === 'all' ? (await letters.list()).map(({ id }) => id) : ids;
    const replayed = await letters.replay(wanted);
    const unknown = wanted.filter((id) => !replayed.includes(id));
    const text = [
      ...replayed.map((id) => `replayed ${id}\n`),
      ...unknown.map((id) => `not replayed: ${id}\n`),
    ].join('');
    return { exitCode: unknown.length === 0 ? 0 : 1, text };
  }
  return { exitCode: 2, text: USAGE };
}

function lineOf(letter: DeadLetter): string {
  return `${JSON.stringify(letter)}\n`;
}
