import { startCommand } from './setup/check-node.mjs';

startCommand(async () => {
  const { runCommand } = await import('./setup/plain-failure.mjs');
  await runCommand(async () => {
    const { runBus } = await import('./setup/run-bus.mjs');
    return runBus(process.argv.slice(2));
  });
});
