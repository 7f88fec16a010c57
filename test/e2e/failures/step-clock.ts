import { eventually } from '@aispinner/testing';

/** Where Node's debugger listens once a process was asked for it by SIGUSR1. */
const DEBUGGER = 'http://127.0.0.1:9229/json/list';

/**
 * Sets the clock of one Node process ahead by `aheadMs` (negative: back), or right again by 0: what its
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
  await evaluate(address, stepping(aheadMs));
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
    return Date.now() - real.now();
  })()`;
}

async function evaluate(address: string, expression: string): Promise<void> {
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
  if (!/"type":"number"/.test(text)) throw new Error(`the clock was not set: ${text}`);
}
