import type { EmscriptenModule, FsNode, FsStream } from './emscripten.ts';
import { readPackIndex, readPacked, type PackedFile } from './pack-format.ts';

/** Where Python finds the installed packages. */
export const PACKAGES_DIR = '/packages';

const FOLDER = 0o040555;
const FILE = 0o100444;
const ENOENT = 44;
const EINVAL = 28;
const BLOCK_BYTES = 4096;

/**
 * Shows the files of a pack to Python, read as they are asked for. There is nothing to write with: the
 * file system has no such operation, and its source is a descriptor opened for reading.
 */
export function mountPack(module: EmscriptenModule, fd: number): void {
  const { FS } = module;
  const packed = new Map<FsNode, PackedFile>();
  const children = new Map<FsNode, Map<string, FsNode>>();

  const streamOps = {
    read(stream: FsStream, heap: Uint8Array, offset: number, length: number, position: number) {
      const file = packed.get(stream.node);
      if (file === undefined) throw new FS.ErrnoError(EINVAL);
      const target = new Uint8Array(heap.buffer, heap.byteOffset + offset, length);
      return readPacked(fd, file, target, position);
    },
    llseek(stream: FsStream, offset: number, whence: number) {
      const size = packed.get(stream.node)?.bytes ?? 0;
      const position = offset + (whence === 1 ? stream.position : whence === 2 ? size : 0);
      if (position < 0) throw new FS.ErrnoError(EINVAL);
      return position;
    },
  };
  const nodeOps = {
    getattr(node: FsNode) {
      const size = packed.get(node)?.bytes ?? BLOCK_BYTES;
      const time = new Date(0);
      return {
        ...{ dev: 1, ino: node.id, mode: node.mode, nlink: 1, uid: 0, gid: 0, rdev: 0, size },
        ...{ atime: time, mtime: time, ctime: time, blksize: BLOCK_BYTES },
        blocks: Math.ceil(size / BLOCK_BYTES),
      };
    },
    // Every node there is was made as the pack was mounted, and found before this is asked.
    lookup(): never {
      throw new FS.ErrnoError(ENOENT);
    },
    readdir: (node: FsNode) => ['.', '..', ...(children.get(node)?.keys() ?? [])],
  };

  const make = (parent: FsNode | null, name: string, file: PackedFile | null): FsNode => {
    const node = FS.createNode(parent, name, file === null ? FOLDER : FILE);
    node.node_ops = nodeOps;
    node.stream_ops = streamOps;
    if (file === null) children.set(node, new Map());
    else packed.set(node, file);
    if (parent !== null) children.get(parent)?.set(name, node);
    return node;
  };
  FS.mkdirTree(PACKAGES_DIR);
  const mount = (): FsNode => {
    const root = make(null, '/', null);
    for (const file of readPackIndex(fd)) {
      const parts = file.path.split('/');
      const name = parts.pop() ?? '';
      let folder = root;
      for (const part of parts) {
        folder = children.get(folder)?.get(part) ?? make(folder, part, null);
      }
      make(folder, name, file);
    }
    return root;
  };
  FS.mount({ mount }, {}, PACKAGES_DIR);
}
