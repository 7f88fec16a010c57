import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * What a browser may do with what we serve: our own scripts, no inline ones, no other host, no frame.
 * Inline styles are let in, for the code editor and the API's reference page make theirs as they run.
 */
export function securityHeaders(options: { https: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // A browser that has once been told so never again speaks plain HTTP to this host.
    strictTransportSecurity: options.https,
    xFrameOptions: { action: 'deny' },
  });
}
