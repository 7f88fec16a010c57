/**
 * Runs one step of a command. A step of more than a second says that it goes on, and at the end how
 * long it took; a quicker one says nothing. Told on stderr: what a command prints is its own.
 */
export async function step(name, work) {
  const startedAt = performance.now();
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
  let said = false;
  const timer = setTimeout(() => {
    said = true;
    process.stderr.write(`${name} ...\n`);
  }, 1000);
  try {
    const result = await work();
    if (said) process.stderr.write(`${name}: done in ${seconds()} s\n`);
    return result;
  } finally {
    clearTimeout(timer);
  }
}
