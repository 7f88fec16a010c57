import express, { Router } from 'express';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The built dashboard at `/`. Files with a hash in their name never change; any other path is a page of
 * the application, which finds its own way from there.
 */
export function dashboardFiles(folder: string): Router {
  const router = Router();
  const index = join(folder, 'index.html');
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: '5m' }));
  router.get(/^\/(?!api\/|graphql\b|healthz$|readyz$|metrics$)/, (_request, response, next) => {
    if (!existsSync(index)) return next();
    response.set('cache-control', 'no-cache').sendFile(index);
  });
  return router;
}
