import { endServers } from './server-process.mjs';

/** Stops what this run has started and waits until its folders are gone. */
export default async function stopServicesOfRun() {
  await endServers();
}
