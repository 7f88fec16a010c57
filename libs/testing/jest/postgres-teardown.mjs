/** Stops the Postgres of this run and waits until its folder is gone. */
export default async function stopPostgresOfRun() {
  const running = globalThis.aispinnerTestPostgres;
  if (running === undefined) return;
  running.child.stdin.end();
  await running.ended;
}
