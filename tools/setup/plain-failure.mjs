/** What stops a command for a reason that its user can mend; the message is one clear sentence. */
export class PlainFailure extends Error {}

/** Runs a command's `main`; a `PlainFailure` is printed as its sentence. Either way the exit code tells. */
export async function runCommand(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${error instanceof PlainFailure ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}
