import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasApt, installDebian } from './debian-packages.ts';
import { dockerProgram } from './docker-engine.ts';
import { javaProgram } from './java-program.ts';
import { LocalServiceError } from './local-service-error.ts';
import { runProgram, tryProgram } from './run-program.ts';
import { cached } from './service-cache.ts';
import type { ServiceProgram } from './service-program.ts';

export const KAFKA_VERSION = '4.2.0';

/** Of the plugin that comes with Maven 3.8 and later; a fixed one asks the network for nothing newer. */
const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/** Kafka's own program and something for its log to be written by. */
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>aispinner</groupId>
  <artifactId>local-kafka</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${KAFKA_VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-simple</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;

/**
 * Java with Kafka's classes: of Docker where an engine answers, else the Java of this machine with the
 * jars of Maven Central in the cache. Arguments are those of `java`, class path not among them. Throws
 * `LocalServiceError` where there is none.
 */
export async function kafkaProgram(): Promise<ServiceProgram> {
  const docker = await dockerProgram(`apache/kafka:${KAFKA_VERSION}`, 'java');
  if (docker !== null) {
    return {
      source: docker.source,
      launch: (args, place) => docker.launch(['-cp', '/opt/kafka/libs/*', ...args], place),
    };
  }
  const java = await javaProgram();
  const jars = join(await cached(`kafka-${KAFKA_VERSION}`, fetchJars), 'jars');
  return {
    source: `Apache Kafka ${KAFKA_VERSION} of Maven Central, in ${jars}, on ${java}`,
    launch: (args) => ({ program: java, args: ['-cp', join(jars, '*'), ...args] }),
  };
}

async function fetchJars(folder: string): Promise<void> {
  if ((await tryProgram('mvn', ['-version'])) === null) {
    if (!(await hasApt())) {
      throw new LocalServiceError(
        'Fetching Kafka needs Maven: put mvn on the PATH, start Docker, or set TEST_KAFKA_BROKERS.',
      );
    }
    await installDebian(['maven']);
  }
  const pom = join(folder, 'pom.xml');
  await writeFile(pom, POM);
  const options = ['-B', '-q', '--strict-checksums', '-f', pom];
  const goal = [COPY_GOAL, `-DoutputDirectory=${join(folder, 'jars')}`, '-DincludeScope=runtime'];
  await runProgram('mvn', [...options, ...goal]);
}
