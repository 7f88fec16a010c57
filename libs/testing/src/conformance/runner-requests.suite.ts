import { describe, expect, it } from '@jest/globals';
import type { RunnerReply, RunnerRequest } from '@aispinner/contracts';
import type { Messaging } from '@aispinner/messaging';
import { eventually } from '../eventually.ts';
import { AWKWARD_TEXT } from './messages.ts';
import { eachWithItsOwn, type Service } from './subject.ts';

const check = (requestId: string, code = 'pass'): RunnerRequest => ({
  kind: 'check',
  requestId,
  code,
});

/** Answers a check with its own code, so that replies can be told apart. */
const echo = (request: RunnerRequest): Promise<RunnerReply> => {
  const { requestId, code } = request;
  const problems = [{ line: 1, column: 1, message: code, code: 'ECHO' }];
  return Promise.resolve({ kind: 'check', requestId, problems });
};

/** What every `RunnerRequests` does. */
export function describeRunnerRequests(
  name: string,
  start: () => Promise<Service<Messaging>>,
): void {
  describe(`${name} as runner requests`, () => {
    const bus = eachWithItsOwn(start);
    const places = (consumerId: string, maxInFlight = 10) => ({ consumerId, maxInFlight });

    it('bring back the reply to each request', async () => {
      await bus.connect().requests.serve(places('a'), echo);
      const asker = bus.connect();
      const codes = [AWKWARD_TEXT, ...Array.from({ length: 30 }, (_, n) => `code ${n}`)];
      const replies = await Promise.all(
        codes.map((code, n) => asker.requests.ask(check(`req_${n}`, code), 5_000)),
      );
      expect(replies).toEqual(
        await Promise.all(codes.map((code, n) => echo(check(`req_${n}`, code)))),
      );
    });

    it('wait for a runner that comes in time', async () => {
      const asked = bus.connect().requests.ask(check('req_1'), 5_000);
      await bus.connect().requests.serve(places('a'), echo);
      await expect(asked).resolves.toMatchObject({ kind: 'check', requestId: 'req_1' });
    });

    it('end with NoRunnerError when nobody replies in time', async () => {
      const asked = bus.connect().requests.ask(check('req_1'), 100);
      await expect(asked).rejects.toMatchObject({ name: 'NoRunnerError', retriable: true });
    });

    it('are not begun after their asker gave up', async () => {
      const asker = bus.connect();
      await expect(asker.requests.ask(check('req_1'), 50)).rejects.toThrow();
      const begun: string[] = [];
      await bus.connect().requests.serve(places('a'), (request) => {
        begun.push(request.requestId);
        return echo(request);
      });
      await asker.requests.ask(check('req_2'), 5_000);
      expect(begun).toEqual(['req_2']);
    });

    it('go to one runner each, and to no runner more than it takes at once', async () => {
      const gate = bus.gate();
      const begun: string[] = [];
      const serve = (consumerId: string, maxInFlight: number) =>
        bus.connect().requests.serve(places(consumerId, maxInFlight), async (request) => {
          begun.push(request.requestId);
          await gate.pass();
          return echo(request);
        });
      await serve('a', 2);
      const asker = bus.connect();
      const ids = ['req_1', 'req_2', 'req_3', 'req_4', 'req_5'];
      const asked = Promise.all(ids.map((id) => asker.requests.ask(check(id), 10_000)));
      await eventually(() => expect(begun).toHaveLength(2));
      await serve('b', 2);
      await eventually(() => expect(begun).toHaveLength(4));
      expect(gate.waiting).toBe(4);
      gate.open();
      await asked;
      expect(begun.toSorted()).toEqual(ids);
    });

    it('are answered with a failure when the runner could not do it', async () => {
      await bus.connect().requests.serve(places('a'), () => Promise.reject(new Error('secret')));
      const reply = await bus.connect().requests.ask(check('req_1'), 5_000);
      expect(reply).toMatchObject({ kind: 'failed', requestId: 'req_1' });
      expect(JSON.stringify(reply)).not.toContain('secret');
    });

    it('under way are answered before the runner closes', async () => {
      const gate = bus.gate();
      const server = await bus.connect().requests.serve(places('a'), async (request) => {
        await gate.pass();
        return echo(request);
      });
      const asked = bus.connect().requests.ask(check('req_1'), 10_000);
      await eventually(() => expect(gate.waiting).toBe(1));
      const closing = server.close();
      gate.open();
      await closing;
      await expect(asked).resolves.toMatchObject({ kind: 'check', requestId: 'req_1' });
    });
  });
}
