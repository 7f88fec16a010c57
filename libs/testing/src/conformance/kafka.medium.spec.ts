import { createKafkaMessaging } from '@aispinner/messaging';
import { loadConfig } from '@aispinner/platform';
import { randomBytes } from 'node:crypto';
import { describeRecordStream } from './record-stream.suite.ts';
import { describeRunnerRequests } from './runner-requests.suite.ts';
import { describeTickQueue } from './tick-queue.suite.ts';

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');

/** Topics of its own on the broker of the run. */
const bus = () => {
  const { kafka: config } = loadConfig({
    KAFKA_TOPIC_PREFIX: `test-${randomBytes(4).toString('hex')}.`,
    KAFKA_PARTITIONS: '4',
  });
  return Promise.resolve({
    connect: () => createKafkaMessaging({ config, brokers }),
    // The broker goes with the run.
    remove: () => Promise.resolve(),
  });
};

describeTickQueue('Kafka', bus);
describeRecordStream('Kafka', bus);
describeRunnerRequests('Kafka', bus);
