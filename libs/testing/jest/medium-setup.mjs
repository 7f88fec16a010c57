import { startNamedServices } from './named-services.mjs';
import { startTestPostgres } from './test-postgres.mjs';

/** What the `medium` tests of this run share. */
export default async function startForMedium(globalConfig, projectConfig) {
  await Promise.all([startTestPostgres(), startNamedServices(globalConfig, projectConfig)]);
}
