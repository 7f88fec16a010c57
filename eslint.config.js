import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';
import { noImportCycle } from './tools/lint/no-import-cycle.mjs';
import { storeProjectGraph } from './tools/lint/project-graph.mjs';
import { roomConstraints } from './tools/lint/rooms.mjs';

await storeProjectGraph();

const SPECS = ['**/*.spec.{ts,tsx}'];
const DASHBOARD = ['apps/dashboard/**/*.{ts,tsx}'];
const CONFIGS = ['*.config.{js,ts}', 'apps/dashboard/*.config.{js,ts}'];

const boundaries = (kind) => [
  'error',
  {
    depConstraints: roomConstraints(kind),
    banTransitiveDependencies: kind === 'code',
    // `testing` imports what it tests with, and specs import `testing`: a circle of packages, but
    // not of modules, since nothing but specs may import it.
    ignoredCircularDependencies: [['@aispinner/testing', '*']],
  },
];

/** What the language offers and this project does without. */
const UNWANTED_SYNTAX = [
  { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
];
const NO_DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };

export default ts.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.nx/',
      '.aispinner/',
      'coverage/',
      'test-results/',
      'libs/persistence/src/generated/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [ts.configs.recommendedTypeChecked],
    plugins: { '@nx': nx, aispinner: { rules: { 'no-import-cycle': noImportCycle } } },
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.check.json', 'apps/dashboard/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@nx/enforce-module-boundaries': boundaries('code'),
      'aispinner/no-import-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A port is asynchronous where one of its adapters need not be.
      '@typescript-eslint/require-await': 'off',
      // Nest's modules are classes with a decorator and nothing in them.
      '@typescript-eslint/no-extraneous-class': 'off',
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Settings come from libs/platform/src/config.ts.',
        },
      ],
      'no-restricted-syntax': ['error', ...UNWANTED_SYNTAX, NO_DEFAULT_EXPORT],
      eqeqeq: 'error',
    },
  },
  {
    files: SPECS,
    rules: {
      '@nx/enforce-module-boundaries': boundaries('specs'),
      // `expect.objectContaining` and the like are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    // The one reader of the environment, and what runs outside the product.
    files: [
      'libs/platform/src/config.ts',
      'libs/testing/**/*.ts',
      'test/**/*.ts',
      'bench/**/*.ts',
      'tools/**/*.ts',
      'prisma.config.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['bench/**/*.ts', 'tools/**'], rules: { 'no-console': 'off' } },
  {
    files: DASHBOARD,
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
    rules: { 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: CONFIGS,
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: null } },
    rules: { 'no-restricted-syntax': ['error', ...UNWANTED_SYNTAX] },
  },
  { files: ['tools/closing-line-reporter.mjs'], rules: { 'no-restricted-syntax': 'off' } },
  prettier,
);
