import { startCommand } from './setup/check-node.mjs';

startCommand(async () => {
  const { runCommand } = await import('./setup/plain-failure.mjs');
  await runCommand(async () => {
    const { runTests } = await import('./setup/run-tests.mjs');
    return runTests(process.argv.slice(2));
  });
});
