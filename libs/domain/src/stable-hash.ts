/**
 * 32 bits of a text, the same everywhere and for ever. FNV-1a
 * (http://www.isthe.com/chongo/tech/comp/fnv/), then the finalizer of MurmurHash3: FNV alone leaves
 * texts that differ in their last characters close together.
 */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
