import type { ApiUnderTest } from '../api.fixture.ts';

interface StreamEvent {
  readonly event: string;
  readonly id: string | null;
  readonly json: Record<string, unknown>;
}

/** Reads a stream as a client does. */
export async function follow(
  api: ApiUnderTest,
  token: string,
  path: string,
  headers: Record<string, string> = {},
) {
  const leave = new AbortController();
  const response = await fetch(`${api.baseUrl}/api/v1${path}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: leave.signal,
  });
  const events: StreamEvent[] = [];
  let text = '';
  const ended = (async () => {
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1] ?? null;
        const event = field('event');
        if (event === null) continue;
        const json = JSON.parse(field('data') ?? '') as Record<string, unknown>;
        events.push({ event, id: field('id'), json });
      }
    }
  })().catch(() => undefined);
  return { response, events, ended, leave: () => leave.abort() };
}
