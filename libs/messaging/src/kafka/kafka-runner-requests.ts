import { runnerReply, type RunnerReply, type RunnerRequest } from '@aispinner/contracts';
import { InfraError } from '@aispinner/platform';
import { NoRunnerError, type RunnerRequests } from '../runner-requests.ts';
import type { KafkaParts } from './kafka-parts.ts';
import { KafkaReplyReader } from './kafka-reply-reader.ts';
import { EXPIRES_AT, KafkaRequestServer, type ServeOptions } from './kafka-request-server.ts';
import { parseMessage } from './parse-message.ts';

/** Requests are messages that runners share; every asker reads every reply and takes its own. */
export class KafkaRunnerRequests implements RunnerRequests {
  private readonly parts: KafkaParts;
  private readonly replies: KafkaReplyReader;
  private readonly waiting = new Map<string, (value: Buffer | null) => void>();
  private readonly servers = new Set<KafkaRequestServer>();
  private readonly closing = Promise.withResolvers<never>();

  constructor(parts: KafkaParts) {
    this.parts = parts;
    this.replies = new KafkaReplyReader(parts, (id, value) => this.waiting.get(id)?.(value));
    this.closing.promise.catch(() => undefined);
  }

  async ask(request: RunnerRequest, timeoutMs: number): Promise<RunnerReply> {
    const { requestId } = request;
    const expiresAt = Date.now() + timeoutMs;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(noRunner()), timeoutMs);
    const over = Promise.race([late.promise, this.closing.promise]);
    over.catch(() => undefined);
    const replied = Promise.withResolvers<Buffer | null>();
    this.waiting.set(requestId, replied.resolve);
    try {
      await Promise.race([this.replies.ready(), over]);
      await Promise.race([this.send(request, expiresAt), over]);
      return this.read(requestId, await Promise.race([replied.promise, over]));
    } catch (cause) {
      if (cause instanceof InfraError && cause.retriable) throw noRunner(cause);
      throw cause;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(requestId);
    }
  }

  async serve(
    options: ServeOptions,
    answer: (request: RunnerRequest) => Promise<RunnerReply>,
  ): Promise<{ close(): Promise<void> }> {
    const server = new KafkaRequestServer(this.parts, options, answer);
    this.servers.add(server);
    await server.start();
    return server;
  }

  async close(): Promise<void> {
    this.closing.reject(noRunner());
    await Promise.all([...this.servers].map((server) => server.close()));
    await this.replies.close();
  }

  private async send(request: RunnerRequest, expiresAt: number): Promise<void> {
    await this.parts.publisher.send([
      {
        topic: 'requests',
        key: request.requestId,
        value: JSON.stringify(request),
        headers: { [EXPIRES_AT]: String(expiresAt) },
      },
    ]);
  }

  private read(requestId: string, value: Buffer | null): RunnerReply {
    const understood = parseMessage(runnerReply, value);
    if ('message' in understood) return understood.message;
    this.parts.log.error({ requestId, reason: understood.reason }, 'reply not understood');
    throw new InfraError('reply not understood', { retriable: false });
  }
}

function noRunner(cause?: unknown): NoRunnerError {
  return new NoRunnerError('no runner answered in time', { cause });
}
