import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterAll, expect, it } from '@jest/globals';
import { eventually } from '@aispinner/testing';
import { connectionsOf } from './connections.ts';

const server = createServer((socket) => socket.resume());

afterAll(() => {
  server.close();
});

it('counts the connections of a process to a port, one more and one less', async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(connectionsOf(process.pid, [port])).toBe(0);
  const [first, second] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  await Promise.all([once(first, 'connect'), once(second, 'connect')]);
  expect(connectionsOf(process.pid, [port])).toBe(2);
  expect(connectionsOf(process.pid, [1])).toBe(0);
  expect(connectionsOf(process.ppid, [port])).toBe(0);
  first.destroy();
  await eventually(() => expect(connectionsOf(process.pid, [port])).toBe(1));
  second.destroy();
});
