/** What stops an installation for a reason that its user can mend; the message is one clear sentence. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
}
