let hushed = false;

/**
 * kafkajs 2.2.4 passes a time in the past to `setTimeout`, which Node 24 warns of once in each process;
 * the timer fires at once, as it is meant to. That one warning is dropped, every other one goes on.
 */
export function hushTimeoutWarning(): void {
  if (hushed) return;
  hushed = true;
  const emitWarning = process.emitWarning.bind(process) as (...args: unknown[]) => void;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    const fromDriver =
      rest[0] === 'TimeoutNegativeWarning' && /[\\/]kafkajs[\\/]/.test(new Error().stack ?? '');
    if (!fromDriver) emitWarning(warning, ...rest);
  };
}
