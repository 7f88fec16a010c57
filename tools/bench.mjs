import { startCommand } from './setup/check-node.mjs';

startCommand(async () => {
  const { runCommand } = await import('./setup/plain-failure.mjs');
  await runCommand(async () => {
    const { runBench } = await import('./setup/run-bench.mjs');
    return runBench(process.argv.slice(2));
  });
});
