import { z } from 'zod';
import { instant } from './fields.ts';

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'At most 254 characters.')
  .pipe(z.email('Must be an e-mail address.'));

export const PASSWORD_CHARS = { min: 10, max: 200 } as const;

const newPassword = z
  .string()
  .min(PASSWORD_CHARS.min, `At least ${PASSWORD_CHARS.min} characters.`)
  .max(PASSWORD_CHARS.max, `At most ${PASSWORD_CHARS.max} characters.`);

export const registerBody = z.strictObject({ email, password: newPassword });
export type RegisterBody = z.infer<typeof registerBody>;

/**
 * The answer is the same whether or not the address is known. A code confirms only the registration
 * that it was sent for: nobody can be made to confirm a password that somebody else chose.
 */
export const registrationView = z.object({ registrationId: z.string(), expiresAt: instant });
export type RegistrationView = z.infer<typeof registrationView>;

export const confirmBody = z.strictObject({
  registrationId: z.string().max(100),
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'Six digits.'),
});
export type ConfirmBody = z.infer<typeof confirmBody>;

export const loginBody = z.strictObject({ email, password: z.string().max(PASSWORD_CHARS.max) });
export type LoginBody = z.infer<typeof loginBody>;

export const refreshBody = z.strictObject({ refreshToken: z.string().max(300) });
export type RefreshBody = z.infer<typeof refreshBody>;

/** A sign-in. The refresh token works once: its answer holds the next one. */
export const sessionView = z.object({
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresInSeconds: z.number().int().positive(),
  refreshToken: z.string(),
  refreshExpiresAt: instant,
});
export type SessionView = z.infer<typeof sessionView>;

export { email as emailField };
