import { startCommand } from './setup/check-node.mjs';

startCommand(async () => {
  const { runCommand } = await import('./setup/plain-failure.mjs');
  await runCommand(async () => {
    const { prepare } = await import('./setup/prepare.mjs');
    await prepare();
    return 0;
  });
});
