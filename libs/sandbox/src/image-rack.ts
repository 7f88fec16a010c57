import { randomInt } from 'node:crypto';
import { closeSync } from 'node:fs';
import { findImage, imageKey, makeImage } from './image-store.ts';
import type { PoolLog } from './pool-options.ts';
import type { SandboxRuntime } from './sandbox-runtime.ts';

const RENEW_AFTER_MS = 24 * 3600 * 1000;
const LOOK_EVERY_MS = 3600 * 1000;
const RETRY_MS = 60_000;

interface Image {
  readonly number: number;
  readonly fd: number;
  /** Epoch ms. */
  readonly madeAt: number;
}

export interface ImageRackOptions {
  readonly count: number;
  readonly log: PoolLog;
  /** One more is there than before, or a new one in the place of an old one. */
  onMade?(): void;
}

/**
 * The images that sandboxes start from, each with a hash seed of its own, drawn when it was made: a
 * seed cannot be changed once strings have their hashes, so the sandboxes take the images in turn and
 * the images are made anew every day (ADR 0015). The first two are there at once; the others are
 * made behind the work, one after the other.
 */
export class ImageRack {
  private readonly runtime: SandboxRuntime;
  private readonly folder: string;
  private readonly key: string;
  private readonly options: ImageRackOptions;
  /** The next one to be used first. */
  private images: Image[];
  private readonly closing = new AbortController();
  private making: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;

  /** Rejects when there is no image and none can be made. */
  static async open(
    runtime: SandboxRuntime,
    folder: string,
    options: ImageRackOptions,
  ): Promise<ImageRack> {
    const key = await imageKey(runtime.paths);
    const found: Image[] = [];
    for (let number = 0; number < options.count; number += 1) {
      const image = findImage(folder, key, number);
      if (image !== null) found.push({ number, ...image });
    }
    if (found.length === 0) {
      // Side by side: two that start one after the other are never to share a seed.
      const numbers = options.count > 1 ? [0, 1] : [0];
      const fds = await Promise.all(numbers.map((n) => makeImage(runtime, folder, key, n)));
      fds.forEach((fd, number) => found.push({ number, fd, madeAt: Date.now() }));
    }
    const first = randomInt(found.length);
    const images = [...found.slice(first), ...found.slice(0, first)];
    return new ImageRack(runtime, folder, key, options, images);
  }

  private constructor(
    runtime: SandboxRuntime,
    folder: string,
    key: string,
    options: ImageRackOptions,
    images: Image[],
  ) {
    this.runtime = runtime;
    this.folder = folder;
    this.key = key;
    this.options = options;
    this.images = images;
    this.look();
  }

  /** How many there are by now. */
  get size(): number {
    return this.images.length;
  }

  /** The descriptor of the image that was not used for longest; good until the next turn of the loop. */
  take(): number {
    const [next, ...others] = this.images;
    if (next === undefined) throw new Error('the rack of images is closed');
    this.images = [...others, next];
    return next.fd;
  }

  /** Ends what is being made and lets go of the rest. */
  async close(): Promise<void> {
    this.closing.abort();
    if (this.timer !== null) clearTimeout(this.timer);
    await this.making;
    for (const { fd } of this.images) closeSync(fd);
    this.images = [];
  }

  private look(): void {
    this.making = this.makeMissing().then(
      () => this.lookIn(LOOK_EVERY_MS),
      (error: unknown) => {
        if (this.closing.signal.aborted) return;
        this.options.log.warn({ err: error }, 'an image with another hash seed cannot be made');
        this.lookIn(RETRY_MS);
      },
    );
  }

  private lookIn(ms: number): void {
    if (this.closing.signal.aborted) return;
    this.timer = setTimeout(() => this.look(), ms);
    this.timer.unref();
  }

  private async makeMissing(): Promise<void> {
    const { signal } = this.closing;
    for (let number = 0; number < this.options.count && !signal.aborted; number += 1) {
      const old = this.images.find((image) => image.number === number);
      if (old !== undefined && Date.now() - old.madeAt < RENEW_AFTER_MS) continue;
      // Another runner of this machine may have made it in the meantime.
      const found = findImage(this.folder, this.key, number);
      const isNew = found !== null && Date.now() - found.madeAt < RENEW_AFTER_MS;
      if (found !== null && !isNew) closeSync(found.fd);
      const fd = isNew
        ? found.fd
        : await makeImage(this.runtime, this.folder, this.key, number, signal);
      // In front: it is the one that was used least.
      const image = { number, fd, madeAt: isNew ? found.madeAt : Date.now() };
      this.images = [image, ...this.images.filter((one) => one !== old)];
      if (old !== undefined) closeSync(old.fd);
      this.options.onMade?.();
    }
  }
}
