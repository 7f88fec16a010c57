import { migrate } from '@aispinner/persistence';

/** As a process of its own: the schema engine leaves a timer of 10 s behind, for which Jest would wait. */
await migrate(process.argv[2] ?? '');
process.exit(0);
