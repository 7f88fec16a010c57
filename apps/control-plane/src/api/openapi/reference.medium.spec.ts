import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@aispinner/testing';
import { startApi, type ApiUnderTest } from '../api.fixture.ts';
import { ROUTES } from '../controllers.ts';

let db: TestDatabase;
let api: ApiUnderTest;

beforeAll(async () => {
  db = await createTestDatabase();
  api = await startApi(db.url);
});

afterAll(async () => {
  await api.close();
  await db.drop();
});

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Record<string, unknown>>>;
}

describe('the OpenAPI document', () => {
  let document: Document;

  beforeAll(async () => {
    document = (await api.call('GET /api/openapi.json')).body as unknown as Document;
  });

  it('is of version 3.1 and has every route once, each with its own name', () => {
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(ROUTES.length);
    const names = new Set(operations.map((operation) => operation.operationId));
    expect(names.size).toBe(ROUTES.length);
  });

  it('says of each path which parameters it holds', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const holes = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const operation of Object.values(methods)) {
        const parameters = operation.parameters as { name: string; in: string }[];
        const inPath = parameters.filter((p) => p.in === 'path').map((p) => p.name);
        expect([path, inPath]).toEqual([path, holes]);
      }
    }
  });

  it('has the limits by which input is checked', () => {
    const create = document.paths['/workspaces/{workspaceId}/workers']?.post;
    expect(create?.requestBody).toMatchObject({
      required: true,
      content: {
        'application/json': {
          schema: {
            additionalProperties: false,
            required: ['name', 'code', 'tickIntervalSeconds'],
            properties: { tickIntervalSeconds: { type: 'integer', minimum: 1, maximum: 3600 } },
          },
        },
      },
    });
  });
});

describe('the reference page', () => {
  it('loads from this host alone and needs no inline script', async () => {
    const page = await fetch(`${api.baseUrl}/api/docs`);
    const html = await page.text();
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(html).not.toMatch(/<script(?![^>]* src=)|https?:|\son\w+=/);
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(loaded).toHaveLength(3);
    for (const path of loaded) {
      const file = await fetch(new URL(path, `${api.baseUrl}/api/docs`));
      expect([path, file.status]).toEqual([path, 200]);
      expect(file.headers.get('content-type')).toMatch(/^text\/(css|javascript)/);
      expect((await file.text()).length).toBeGreaterThan(100);
    }
  });
});

describe('every answer', () => {
  it('says what a browser may do with it, and not what serves it', async () => {
    for (const path of ['/', '/api/v1/me', '/healthz', '/api/docs']) {
      const { headers } = await fetch(`${api.baseUrl}${path}`);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('of the API is kept by nobody', async () => {
    const { headers } = await fetch(`${api.baseUrl}/api/v1/me`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('etag')).toBeNull();
  });
});
