import { startCommand } from './setup/check-node.mjs';

startCommand(async () => {
  const { runCommand } = await import('./setup/plain-failure.mjs');
  await runCommand(async () => {
    const { runWorkerCli } = await import('./setup/run-worker-cli.mjs');
    return runWorkerCli(process.argv.slice(2));
  });
});
