import { describeCounters } from './counters.suite.ts';
import { describeLiveEvents } from './live-events.suite.ts';
import { MemoryBus } from './memory-messaging.ts';
import { MemoryService } from './memory-state.ts';
import { describeRecordStream } from './record-stream.suite.ts';
import { describeRunnerRequests } from './runner-requests.suite.ts';
import { describeStateStore } from './state-store.suite.ts';
import { describeTickQueue } from './tick-queue.suite.ts';
import { describeWorkerLeases } from './worker-leases.suite.ts';

const bus = () => {
  const shared = new MemoryBus();
  return Promise.resolve({ connect: () => shared.connect(), remove: () => Promise.resolve() });
};

const state = () => {
  const shared = new MemoryService();
  return Promise.resolve({ connect: () => shared.connect(), remove: () => Promise.resolve() });
};

describeTickQueue('memory', bus);
describeRecordStream('memory', bus);
describeRunnerRequests('memory', bus);
describeLiveEvents('memory', state);
describeStateStore('memory', state);
describeWorkerLeases('memory', state);
describeCounters('memory', state);
