import { eventually } from '@aispinner/testing';

/** Where Node's debugger listens once a process was asked for it by SIGUSR1. */
const DEBUGGER = 'http://127.0.0.1:9229/json/list';

/**
 * Sets the clock of one Node process ahead by `aheadMs` (whole seconds; negative: back), or right again by 0: what its
 * `Date` says from now on. Neither its timers nor its children are moved, as by a step of the real clock.
 */
export async function stepClock(pid: number, aheadMs: number): Promise<void> {
  process.kill(pid, 'SIGUSR1');
  const address = await eventually(
    async () => {
      const [target] = (await (await fetch(DEBUGGER)).json()) as { webSocketDebuggerUrl: string }[];
      if (target === undefined) throw new Error('nothing to debug');
      return target.webSocketDebuggerUrl;
    },
    { timeoutMs: 10_000, everyMs: 50 },
  );
  const text = await evaluate(address, stepping(aheadMs));
  const [who, by] = wordsOf(text);
  // Another process may have listened there.
  if (who !== pid || by !== aheadMs) throw new Error(`the clock of ${pid} was not set: ${text}`);
  // Closed again: the next process is to have the port.
  await eventually(async () => {
    const isOpen = await fetch(DEBUGGER).then(
      () => true,
      () => false,
    );
    if (isOpen) throw new Error('the debugger is still open');
  });
}

function stepping(aheadMs: number): string {
  return `(() => {
    const real = globalThis.realDate ??= Date;
    const now = () => real.now() + ${aheadMs};
    globalThis.Date = ${aheadMs} === 0 ? real : class extends real {
      constructor(...words) { super(...(words.length === 0 ? [now()] : words)); }
      static now() { return now(); }
    };
    setTimeout(() => process.getBuiltinModule('inspector').close(), 20);
    // To the second: a moment lies between the two readings.
    return process.pid + ' ' + Math.round((Date.now() - real.now()) / 1000) * 1000;
  })()`;
}

/** Returns what the debugger answered. */
async function evaluate(address: string, expression: string): Promise<string> {
  const socket = new WebSocket(address);
  const answer = new Promise<string>((resolve, reject) => {
    socket.addEventListener('message', ({ data }) => resolve(String(data)));
    socket.addEventListener('error', () => reject(new Error(`no debugger at ${address}`)));
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`no debugger at ${address}`)));
  });
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }));
  const text = await answer;
  socket.close();
  return text;
}

function wordsOf(answer: string): number[] {
  const { result } = JSON.parse(answer) as { result?: { result?: { value?: unknown } } };
  return String(result?.result?.value).split(' ').map(Number);
}
