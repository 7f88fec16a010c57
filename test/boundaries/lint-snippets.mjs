import { ESLint } from 'eslint';

/**
 * Reads `[{file, code}]` from standard input, lints each as if it stood in `file` under the rules of
 * the repository, and prints the rules that each breaks. A process of its own: the rules keep
 * what they know of the project in globals.
 */
const RULES = new Set([
  '@nx/enforce-module-boundaries',
  'aispinner/no-import-cycle',
  'no-restricted-syntax',
  'no-restricted-properties',
  'max-lines',
  '@typescript-eslint/no-explicit-any',
  '@typescript-eslint/no-floating-promises',
  '@typescript-eslint/switch-exhaustiveness-check',
]);

const eslint = new ESLint({
  cwd: process.argv[2],
  ruleFilter: ({ ruleId }) => RULES.has(ruleId),
});
let text = '';
for await (const chunk of process.stdin) text += chunk;
const broken = [];
for (const { file, code } of JSON.parse(text)) {
  const [result] = await eslint.lintText(code, { filePath: file });
  const rules = result.messages.map((m) => m.ruleId ?? m.message);
  broken.push([...new Set(rules.filter((rule) => !/unused eslint/i.test(rule)))]);
}
process.stdout.write(JSON.stringify(broken));
