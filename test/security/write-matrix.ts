import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapePrograms } from './escape-program.ts';
import { securityMatrix } from './security-matrix.ts';

const path = join(import.meta.dirname, '../../docs/security-matrix.md');
writeFileSync(path, securityMatrix(escapePrograms()));
