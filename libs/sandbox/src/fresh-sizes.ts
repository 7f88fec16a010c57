import type { SandboxSize } from './sandbox-size.ts';
import type { SlotBook } from './slot-book.ts';
import type { SlotNeed } from './slot.ts';

/**
 * The sizes of the sandboxes that those who wait may still get, one for each: a burst of a
 * workspace asks for no more than its limit leaves, and those with patience share the first.
 */
export function freshSizes(needs: Iterable<SlotNeed>, book: SlotBook): SandboxSize[] {
  const held = book.countByWorkspace();
  const shared = new Set<string>();
  const sizes: SandboxSize[] = [];
  for (const need of needs) {
    const count = held.get(need.workspaceId) ?? 0;
    if (book.choose(need).kind !== 'spare') continue;
    if (count > 0 && count >= need.maxSandboxesPerWorkspace) continue;
    if (need.patienceMs !== undefined && !need.isDedicated) {
      const place = `${need.workspaceId} ${need.memoryMb}`;
      if (shared.has(place)) continue;
      shared.add(place);
    }
    held.set(need.workspaceId, count + 1);
    sizes.push(need.memoryMb);
  }
  return sizes;
}

export function countOf(values: Iterable<SandboxSize>, value: SandboxSize): number {
  let count = 0;
  for (const one of values) if (one === value) count += 1;
  return count;
}
