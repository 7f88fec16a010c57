/**
 * Ours, not the tenant's: a service did not answer, a file could not be written. Retried when
 * `retriable`, alerted on when not, never shown in full to a tenant.
 */
export class InfraError extends Error {
  override readonly name = 'InfraError';
  readonly retriable: boolean;

  constructor(message: string, options: { retriable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retriable = options.retriable;
  }
}
