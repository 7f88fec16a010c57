import { availableParallelism } from 'node:os';

/**
 * Which tests run: `unit` needs nothing, `medium` one real service, `e2e` the built processes. Redis and
 * Kafka start for the chosen specs that name `REDIS_URL` and `KAFKA_BROKERS`.
 */
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2024',
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const project = (displayName, testMatch, testPathIgnorePatterns = []) => ({
  displayName,
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...testPathIgnorePatterns],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@aispinner/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': swc },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.aispinner/', '<rootDir>/.nx/'],
});

export default {
  // A busy machine makes nothing wrong: only what hangs should fail by time.
  testTimeout: 30_000,
  // Most of them wait, for a process or a due time: two cores can do with three.
  maxWorkers: Math.max(3, availableParallelism() - 1),
  // On a busy machine they take a moment to end; what is left open after that is a fault, and is told.
  workerGracefulExitTimeout: 5_000,
  reporters: ['default', '<rootDir>/tools/closing-line-reporter.mjs'],
  projects: [
    project('unit', ['<rootDir>/{apps,libs,bench,tools}/**/*.spec.ts'], ['\\.medium\\.spec\\.ts$']),
    {
      ...project('medium', ['<rootDir>/{apps,libs}/**/*.medium.spec.ts']),
      globalSetup: '<rootDir>/libs/testing/jest/medium-setup.mjs',
      globalTeardown: '<rootDir>/libs/testing/jest/teardown.mjs',
    },
    {
      ...project('e2e', ['<rootDir>/test/**/*.spec.ts']),
      runner: '<rootDir>/tools/product-runner.cjs',
      globalSetup: '<rootDir>/libs/testing/jest/e2e-setup.mjs',
      globalTeardown: '<rootDir>/libs/testing/jest/teardown.mjs',
    },
  ],
};
