import { afterEach, beforeEach, jest } from '@jest/globals';

/** A service under test, empty, to which processes connect. */
export interface Service<Ports> {
  /** The ports as one more process has them. */
  connect(): Ports;
  /** Removes the service; every connection has been closed before. */
  remove(): Promise<void>;
}

/** Gives each test a service of its own. After the test gates open and connections close by themselves. */
export function eachWithItsOwn<Ports extends { close(): Promise<void> }>(
  start: () => Promise<Service<Ports>>,
): { connect(): Ports; gate(): Gate } {
  jest.setTimeout(30_000);
  let service: Service<Ports> | null = null;
  let connected: Ports[] = [];
  let gates: Gate[] = [];
  beforeEach(async () => {
    service = await start();
  });
  afterEach(async () => {
    for (const gate of gates) gate.open();
    gates = [];
    await Promise.all(connected.map((ports) => ports.close()));
    connected = [];
    await service?.remove();
    service = null;
  });
  return {
    connect: () => {
      if (service === null) throw new Error('connect inside a test');
      const ports = service.connect();
      connected.push(ports);
      return ports;
    },
    gate: () => {
      const gate = new Gate();
      gates.push(gate);
      return gate;
    },
  };
}

/** Something that tests hold shut until they open it. */
export class Gate {
  private readonly opening = Promise.withResolvers<void>();
  waiting = 0;

  async pass(): Promise<void> {
    this.waiting += 1;
    await this.opening.promise;
    this.waiting -= 1;
  }

  open(): void {
    this.opening.resolve();
  }
}
