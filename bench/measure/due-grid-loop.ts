/**
 * The least that could be: one bare Node process with a timer for each of N workers, on due times like
 * theirs. Prints, when its standard input ends, how late its callbacks were, as a JSON list of ms.
 *
 * Usage: node due-grid-loop.ts N INTERVAL_MS
 */
const workers = Number(process.argv[2]);
const intervalMs = Number(process.argv[3]);
const latenesses: number[] = [];

function arm(phaseMs: number): void {
  const now = Date.now();
  const due = Math.floor((now - phaseMs) / intervalMs + 1) * intervalMs + phaseMs;
  setTimeout(() => fire(due, phaseMs), due - now);
}

function fire(due: number, phaseMs: number): void {
  const late = performance.timeOrigin + performance.now() - due;
  // Timers of Node may fire up to a millisecond early.
  if (late < 0) {
    setTimeout(() => fire(due, phaseMs), 1);
    return;
  }
  latenesses.push(late);
  arm(phaseMs);
}

for (let i = 0; i < workers; i++) arm(Math.floor((i * intervalMs) / workers));
process.stdin.on('end', () => {
  process.stdout.write(JSON.stringify(latenesses), () => process.exit(0));
});
process.stdin.resume();
