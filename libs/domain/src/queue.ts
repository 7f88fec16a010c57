/** Emptied places that are kept before the list is cut: cutting costs a copy of what is left. */
const SLACK = 32;

/** First in, first out, each in constant time on average: `Array.shift` moves all that is left. */
export class Queue<T> {
  private list: T[] = [];
  private start = 0;

  get size(): number {
    return this.list.length - this.start;
  }

  push(item: T): void {
    this.list.push(item);
  }

  first(): T | undefined {
    return this.list[this.start];
  }

  shift(): T | undefined {
    const item = this.first();
    if (this.size === 0) return undefined;
    this.start += 1;
    if (this.start > SLACK && this.start > this.size) {
      this.list = this.list.slice(this.start);
      this.start = 0;
    }
    return item;
  }

  /** Whether it was there. Costs a look at all. */
  remove(item: T): boolean {
    const at = this.list.indexOf(item, this.start);
    if (at < 0) return false;
    this.list.splice(at, 1);
    return true;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let i = this.start; i < this.list.length; i += 1) yield this.list[i] as T;
  }
}
