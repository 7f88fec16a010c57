import { startCommand } from './setup/check-node.mjs';

startCommand(async () => {
  const { runCommand } = await import('./setup/plain-failure.mjs');
  await runCommand(async () => {
    const { startProduct } = await import('./setup/start-product.mjs');
    return startProduct('main.cluster.js', process.argv.slice(2));
  });
});
