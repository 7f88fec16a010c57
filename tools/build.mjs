import { startCommand } from './setup/check-node.mjs';

startCommand(async () => {
  const { runCommand } = await import('./setup/plain-failure.mjs');
  await runCommand(async () => {
    const { prepare } = await import('./setup/prepare.mjs');
    const { buildProduct } = await import('./setup/build-product.mjs');
    await prepare();
    await buildProduct(process.argv.slice(2));
    return 0;
  });
});
