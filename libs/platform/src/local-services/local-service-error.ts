/** A service of this machine cannot be had or started; the message is one sentence that says why and what to do. */
export class LocalServiceError extends Error {
  override readonly name = 'LocalServiceError';
}
