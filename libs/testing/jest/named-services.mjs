import { chosenSpecs, isNamed } from './chosen-specs.mjs';
import { startServer } from './server-process.mjs';

/** The variable by which specs find a service, and the one that names a service to use instead. */
const SERVICES = [
  { name: 'redis', variable: 'REDIS_URL', given: 'TEST_REDIS_URL' },
  { name: 'kafka', variable: 'KAFKA_BROKERS', given: 'TEST_KAFKA_BROKERS' },
];

/**
 * Starts Redis and Kafka where one of the chosen specs, or what it imports from beside it, names the
 * variable of that service, and sets that variable for the test workers. Others do not pay for them.
 */
export async function startNamedServices(globalConfig, projectConfig) {
  const specs = chosenSpecs(globalConfig, projectConfig);
  const wanted = SERVICES.filter(
    ({ name, variable }) => startedBefore(name) === undefined && isNamed(variable, specs),
  );
  if (wanted.length === 0) return;
  const args = wanted.map(({ name, given }) => `${name}=${process.env[given] ?? ''}`);
  const addresses = await startServer('service-server.ts', args);
  for (const { name, variable } of wanted) {
    process.env[variable] = addresses[name];
    process.env[markOf(name)] = addresses[name];
  }
}

/** Not the variable itself: the shell that started the tests may have set it for something else. */
function startedBefore(name) {
  return process.env[markOf(name)];
}

function markOf(name) {
  return `AISPINNER_TEST_${name.toUpperCase()}`;
}
