import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNEL_FD } from './channel.ts';
import type { EmscriptenModule } from './emscripten.ts';
import { EXIT } from './exit-codes.ts';

const SITE_PACKAGES = '/lib/python3.14/site-packages';

/**
 * Run as the image is made: everything that a worker may need is imported, then frozen, so that the
 * collector of a served sandbox neither walks nor dirties what is shared.
 */
export const PREPARE = `
import gc
import os as _os

from aispinner_guest import main as _guest

_guest.prepare()


def _make_read_exact():
    readinto = _os.readinto
    ahead = bytearray(4096)
    start = end = 0

    def read_exact(count):
        """A small frame comes with one read, its length included, into memory that is already there."""
        nonlocal start, end
        if start == end and count <= len(ahead):
            start, end = 0, readinto(${CHANNEL_FD}, ahead)
        if end - start >= count:
            data = ahead[start : start + count]
            start += count
            return data
        # All memory comes before the first byte is taken, so that one who had none can try again.
        data = bytearray(count)
        with memoryview(data) as view:
            done = end - start
            view[:done] = ahead[start:end]
            start = end
            while done < count:
                done += readinto(${CHANNEL_FD}, view[done:])
        return data

    return read_exact


_read_exact = _make_read_exact()


def _write_all(data):
    done = _os.write(${CHANNEL_FD}, data)
    if done < len(data):
        rest = memoryview(data)
        while done < len(data):
            done += _os.write(${CHANNEL_FD}, rest[done:])


def _give_memory_back():
    _os.fsync(${CHANNEL_FD})


def _serve():
    try:
        _guest.serve(_read_exact, _write_all, _give_memory_back)
    except MemoryError:
        _os._exit(${EXIT.outOfMemory})


gc.collect()
gc.freeze()
`;

/** Run in a served sandbox. Returns only when the guest gives up. */
export const SERVE = '_serve()';

/** Copies the guest package to where Python finds it. */
export function installGuest(module: EmscriptenModule, guestDir: string): void {
  for (const entry of readdirSync(guestDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.py')) continue;
    const folder = entry.parentPath.slice(guestDir.length);
    module.FS.mkdirTree(`${SITE_PACKAGES}${folder}`);
    module.FS.writeFile(
      `${SITE_PACKAGES}${folder}/${entry.name}`,
      readFileSync(join(entry.parentPath, entry.name)),
    );
  }
}

/** Lays out what CPython looks for as it starts. */
export function installStandardLibrary(module: EmscriptenModule, zip: Uint8Array): void {
  Object.assign(module.ENV, {
    HOME: '/',
    LANG: 'C.UTF-8',
    LOGNAME: 'worker',
    USER: 'worker',
    PYTHONDONTWRITEBYTECODE: '1',
    // Tracebacks go to logs; Emscripten calls every stream a terminal.
    PYTHON_COLORS: '0',
    // Python stays up when its `main` has returned.
    PYTHONINSPECT: '1',
  });
  module.FS.mkdirTree(SITE_PACKAGES);
  module.FS.mkdirTree('/lib/python3.14/lib-dynload');
  module.FS.writeFile('/lib/python314.zip', zip);
}
