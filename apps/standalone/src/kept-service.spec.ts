import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { KeptService, type Startable } from './kept-service.ts';

/** A service that starts as it is told to, and dies when a test says so. */
class FakeService implements Startable {
  readonly name = 'store';
  starts = 0;
  stops = 0;
  /** What the next starts come to; then they work. */
  readonly failures: string[] = [];
  die: (why: string) => void = () => undefined;

  start(onExit: (why: string) => void): Promise<string> {
    this.starts += 1;
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(new Error(failure));
    this.die = onExit;
    return Promise.resolve('store://1');
  }

  stop(): Promise<void> {
    this.stops += 1;
    return Promise.resolve();
  }
}

describe('a kept service', () => {
  let service: FakeService;
  let told: string[];
  let kept: KeptService;
  beforeEach(() => {
    jest.useFakeTimers();
    service = new FakeService();
    told = [];
    kept = new KeptService(service, (line) => told.push(line));
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('gives its address, or why it could not start, to who starts it', async () => {
    expect(await kept.start()).toBe('store://1');
    service.failures.push('port taken');
    const other = new KeptService(service, (line) => told.push(line));
    await expect(other.start()).rejects.toThrow('port taken');
    expect(told).toEqual([]);
  });

  it('is started again when it has ended, and that is told', async () => {
    await kept.start();
    service.die('SIGKILL');
    expect(told).toEqual(['store ended (SIGKILL), starting it again in 250 ms']);
    await jest.advanceTimersByTimeAsync(249);
    expect(service.starts).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(service.starts).toBe(2);
  });

  it('is tried again, after longer pauses, while it cannot start', async () => {
    await kept.start();
    service.failures.push('no memory', 'no memory');
    service.die('SIGKILL');
    await jest.advanceTimersByTimeAsync(250 + 500 + 1_000);
    expect(service.starts).toBe(4);
    expect(told.slice(1)).toEqual([
      'store ended (Error: no memory), starting it again in 500 ms',
      'store ended (Error: no memory), starting it again in 1000 ms',
    ]);
    // It runs again, and ends again.
    service.die('exit code 1');
    await jest.advanceTimersByTimeAsync(2_000);
    expect(service.starts).toBe(5);
  });

  it('is not started again once it was stopped, whatever waited', async () => {
    await kept.start();
    service.die('SIGKILL');
    await kept.stop();
    service.die('exit code 0');
    await jest.advanceTimersByTimeAsync(60_000);
    expect([service.starts, service.stops]).toEqual([1, 1]);
  });
});
