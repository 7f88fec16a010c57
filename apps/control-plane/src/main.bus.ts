import { createMessaging } from '@aispinner/messaging';
import { ConfigError, loadConfig } from '@aispinner/platform';
import { runBusCommand } from './bus/bus-command.ts';

/** `bus dead-letters list | replay all | replay ID…`: looks at the message bus, for operators. */
async function main(): Promise<number> {
  const bus = createMessaging(loadConfig(), { poolSize: 1 });
  try {
    const { exitCode, text } = await runBusCommand(process.argv.slice(2), bus.deadLetters);
    process.stdout.write(text);
    return exitCode;
  } finally {
    await bus.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const text =
    error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
