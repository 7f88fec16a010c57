import type { RunnerReply, RunnerRequest } from '@aispinner/contracts';
import { NoRunnerError, type RunnerRequests } from '@aispinner/messaging';

type Answer = (request: RunnerRequest) => Promise<RunnerReply>;

interface Asked {
  readonly request: RunnerRequest;
  readonly resolve: (reply: RunnerReply) => void;
}

/** Requests and those who answer, shared by the ports of every process that a test plays. */
export class MemoryDesk {
  readonly asked = new Set<Asked>();
  readonly servers = new Set<MemoryServer>();

  serve(): void {
    setImmediate(() => this.servers.forEach((server) => server.take()));
  }
}

class MemoryServer {
  private readonly desk: MemoryDesk;
  private readonly maxInFlight: number;
  private readonly answer: Answer;
  private readonly answering = new Set<Promise<void>>();

  constructor(desk: MemoryDesk, maxInFlight: number, answer: Answer) {
    this.desk = desk;
    this.maxInFlight = maxInFlight;
    this.answer = answer;
  }

  take(): void {
    if (!this.desk.servers.has(this)) return;
    for (const asked of this.desk.asked) {
      if (this.answering.size >= this.maxInFlight) return;
      this.desk.asked.delete(asked);
      const answered = this.reply(asked).finally(() => {
        this.answering.delete(answered);
        this.desk.serve();
      });
      this.answering.add(answered);
    }
  }

  async close(): Promise<void> {
    this.desk.servers.delete(this);
    await Promise.all(this.answering);
  }

  private async reply({ request, resolve }: Asked): Promise<void> {
    const { requestId } = request;
    try {
      resolve(await this.answer(structuredClone(request)));
    } catch {
      resolve({ kind: 'failed', requestId, message: 'The runner could not do it.' });
    }
  }
}

/** `RunnerRequests` without a service, for unit tests of those who use them. */
export class MemoryRunnerRequests implements RunnerRequests {
  private readonly desk: MemoryDesk;
  private readonly own = new Set<MemoryServer>();

  constructor(desk: MemoryDesk = new MemoryDesk()) {
    this.desk = desk;
  }

  async ask(request: RunnerRequest, timeoutMs: number): Promise<RunnerReply> {
    const { promise, resolve, reject } = Promise.withResolvers<RunnerReply>();
    const asked: Asked = { request, resolve };
    this.desk.asked.add(asked);
    this.desk.serve();
    const timer = setTimeout(() => {
      reject(new NoRunnerError('no runner answered in time'));
    }, timeoutMs);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.desk.asked.delete(asked);
    }
  }

  serve(
    options: { consumerId: string; maxInFlight: number },
    answer: Answer,
  ): Promise<{ close(): Promise<void> }> {
    const server = new MemoryServer(this.desk, options.maxInFlight, answer);
    this.desk.servers.add(server);
    this.own.add(server);
    this.desk.serve();
    return Promise.resolve(server);
  }

  async close(): Promise<void> {
    await Promise.all([...this.own].map((server) => server.close()));
  }
}
