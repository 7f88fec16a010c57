/** What the person who started the product sees. */
export class Terminal {
  private readonly write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.write = write;
  }

  line(text: string): void {
    this.write(`${text}\n`);
  }

  /** Runs one step; one of more than a second says that it goes on, and how long it took. */
  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    let said = false;
    const timer = setTimeout(() => {
      said = true;
      this.line(`${name} ...`);
    }, 1000);
    try {
      const result = await work();
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      if (said) this.line(`${name}: done in ${seconds} s`);
      return result;
    } finally {
      clearTimeout(timer);
    }
  }
}
