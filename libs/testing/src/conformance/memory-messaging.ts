import type { LogMessage, OutcomeMessage } from '@aispinner/contracts';
import type { DeadLetters, Messaging } from '@aispinner/messaging';
import { MemoryRecords, MemoryRecordStream } from './memory-record-stream.ts';
import { MemoryDesk, MemoryRunnerRequests } from './memory-runner-requests.ts';
import { MemoryTickQueue, MemoryTicks } from './memory-tick-queue.ts';

/** What is published here is understood: there are no dead letters. */
const NO_LETTERS: DeadLetters = {
  list: () => Promise.resolve([]),
  replay: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

/** A bus without a service. `connect` gives the ports of one more process. */
export class MemoryBus {
  private readonly ticks = new MemoryTicks();
  private readonly outcomes = new MemoryRecords<OutcomeMessage>();
  private readonly logs = new MemoryRecords<LogMessage>();
  private readonly desk = new MemoryDesk();

  connect(): Messaging {
    const ports = {
      ticks: new MemoryTickQueue(this.ticks),
      outcomes: new MemoryRecordStream(this.outcomes),
      logs: new MemoryRecordStream(this.logs),
      requests: new MemoryRunnerRequests(this.desk),
      deadLetters: NO_LETTERS,
    };
    const close = async (): Promise<void> => {
      await Promise.all(Object.values(ports).map((port) => port.close()));
    };
    return { ...ports, close };
  }
}
