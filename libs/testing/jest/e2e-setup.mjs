import { startNamedServices } from './named-services.mjs';

/** The built product brings its own database; Redis and Kafka are shared where a test wants them. */
export default async function startForE2e(globalConfig, projectConfig) {
  await startNamedServices(globalConfig, projectConfig);
}
