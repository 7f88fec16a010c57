import { startCommand } from './setup/check-node.mjs';

startCommand(async () => {
  const { runCommand } = await import('./setup/plain-failure.mjs');
  await runCommand(async () => {
    const { runSandboxPackages } = await import('./setup/run-sandbox-packages.mjs');
    return runSandboxPackages(process.argv.slice(2));
  });
});
