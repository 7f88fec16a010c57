import { kafkaBus } from './kafka-bus.ts';
import { describeRecordStream } from './record-stream.suite.ts';
import { describeRunnerRequests } from './runner-requests.suite.ts';
import { describeTickQueue } from './tick-queue.suite.ts';

/** On the broker of the run, at KAFKA_BROKERS, which goes with it. */
const bus = () => {
  const { connect } = kafkaBus();
  return Promise.resolve({ connect: () => connect(), remove: () => Promise.resolve() });
};

describeTickQueue('Kafka', bus);
describeRecordStream('Kafka', bus);
describeRunnerRequests('Kafka', bus);
