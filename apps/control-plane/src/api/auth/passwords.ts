import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice: Argon2id (the library's default) of 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A PHC string with its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Verifying against no hash takes as long as against one: the time tells nothing of who is known. */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  nobody ??= hashPassword('the password of nobody');
  const right = await verify(passwordHash ?? (await nobody), password);
  return passwordHash !== null && right;
}

let nobody: Promise<string> | null = null;
