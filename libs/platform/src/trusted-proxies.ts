import { z } from 'zod';

/** Networks by the names that Express knows them by. */
const network = z.enum(['loopback', 'linklocal', 'uniquelocal']);
const proxy = z.union([network, z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/**
 * Whom `X-Forwarded-For` is believed: so many proxies before the API, or those at these addresses and in these
 * networks. Never everybody: a caller could then say that they are somebody else.
 */
export type TrustedProxies = number | readonly string[];

/** Reads `2`, or `10.0.0.0/8,loopback`. */
export const trustedProxies = z.union(
  [
    z.coerce.number().int().min(0).max(16),
    z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .pipe(z.array(proxy).min(1)),
  ],
  {
    error:
      'give the number of proxies before the API (16 at most), or their addresses and networks, with commas between',
  },
);
