import { askSocket } from './ask-socket.ts';

const METADATA = 3;
const VERSION = 1;
const CORRELATION = 7;

/**
 * How many brokers of its cluster a broker knows to serve, or null while it does not answer: the
 * Metadata request of Kafka's protocol, for no topic. For a listener without TLS and login.
 */
export function countBrokers(port: number): Promise<number | null> {
  return askSocket(port, metadataRequest(), brokersIn);
}

function metadataRequest(): Buffer {
  const request = Buffer.alloc(4 + 2 + 2 + 4 + 2 + 4);
  request.writeInt32BE(request.length - 4, 0);
  request.writeInt16BE(METADATA, 4);
  request.writeInt16BE(VERSION, 6);
  request.writeInt32BE(CORRELATION, 8);
  // No client id.
  request.writeInt16BE(-1, 12);
  // An empty list of topics.
  request.writeInt32BE(0, 14);
  return request;
}

function brokersIn(answer: Buffer): number | null {
  if (answer.length < 12 || answer.length < 4 + answer.readInt32BE(0)) return null;
  return answer.readInt32BE(4) === CORRELATION ? answer.readInt32BE(8) : null;
}
