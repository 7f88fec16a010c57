/**
 * Who waits for a sandbox: first come, first served within a workspace, and the workspaces in turn, so
 * that a burst of one does not make the others wait behind all of it.
 */
export class WaitingLine<T> {
  /** In the order in which the workspaces get their next turn. */
  private readonly lines = new Map<string, T[]>();

  get size(): number {
    let size = 0;
    for (const line of this.lines.values()) size += line.length;
    return size;
  }

  join(workspaceId: string, item: T): void {
    const line = this.lines.get(workspaceId);
    if (line === undefined) this.lines.set(workspaceId, [item]);
    else line.push(item);
  }

  leave(workspaceId: string, item: T): void {
    const line = this.lines.get(workspaceId);
    const at = line?.indexOf(item) ?? -1;
    if (line === undefined || at < 0) return;
    line.splice(at, 1);
    if (line.length === 0) this.lines.delete(workspaceId);
  }

  /** Offers the heads, one a workspace a round, until a whole round places none. */
  serve(place: (item: T) => boolean): void {
    for (let placed = true; placed;) {
      placed = false;
      for (const [workspaceId, line] of [...this.lines]) {
        const head = line[0];
        if (head === undefined || !place(head)) continue;
        placed = true;
        line.shift();
        // Served: behind the others.
        this.lines.delete(workspaceId);
        if (line.length > 0) this.lines.set(workspaceId, line);
      }
    }
  }

  *items(): Generator<T> {
    for (const line of this.lines.values()) yield* line;
  }
}
