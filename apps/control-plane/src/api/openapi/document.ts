import { problem } from '@aispinner/contracts';
import { z } from 'zod';
import type { Route } from '../http/route.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of some routes: its schemas are those by which input is checked. */
export function openApiOf(
  routes: readonly Route[],
  about: { version: string; serverUrl: string },
): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'AiSpinner',
      version: about.version,
      description:
        'Python workers that run on time. Lists take `limit` and `cursor`; errors are problem details (RFC 9457) with a `code`. A user of several tenants picks one with the header `X-Tenant-Id`.',
    },
    servers: [{ url: about.serverUrl }],
    security: [{ bearer: [] }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An access token, or an API key (`ask_…`).',
        },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}

function operationOf(route: Route): Json {
  return {
    operationId: route.name,
    summary: route.summary,
    tags: [route.tag],
    ...(route.access === 'anyone' ? { security: [] } : { 'x-permission': route.access }),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }),
    responses: {
      [String(route.status)]: successOf(route),
      default: {
        description: 'What is wrong',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

function successOf({ response }: Route): Json {
  switch (response.kind) {
    case 'empty':
      return { description: 'Done' };
    case 'json':
      return {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(response.schema, 'output') } },
      };
    case 'events':
      return {
        description: 'Server-sent events; the `data` of each is',
        content: { 'text/event-stream': { schema: schemaOf(response.schema, 'output') } },
      };
  }
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const { properties, required } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties ?? {}).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || (required?.includes(name) ?? false),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      // Says what `format` says already, in 300 characters.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      // A program must not break when an answer grows a field.
      if (io === 'output') delete jsonSchema.additionalProperties;
    },
  });
  return rest;
}
