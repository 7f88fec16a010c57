import {
  deployBody,
  pageOf,
  pageQuery,
  rollbackBody,
  versionView,
  versionWithCodeView,
} from '@aispinner/contracts';
import { z } from 'zod';
import { workerPath } from '../http/path-params.ts';
import { json, route } from '../http/route.ts';

const tag = 'Versions';

export const listVersions = route('listVersions', 'GET /workers/:workerId/versions', {
  tag,
  summary: 'The versions of a worker, newest first, without their code',
  access: 'read',
  params: workerPath,
  query: pageQuery,
  response: json(pageOf(versionView)),
});

export const deployVersion = route('deployVersion', 'POST /workers/:workerId/versions', {
  tag,
  summary:
    'Deploy code as a new version; a worker that had failed runs again. 422 with line and column where the code is refused',
  access: 'write',
  params: workerPath,
  body: deployBody,
  status: 201,
  response: json(versionView),
});

export const getVersion = route('getVersion', 'GET /workers/:workerId/versions/:version', {
  tag,
  summary: 'One version with its code',
  access: 'read',
  params: workerPath.extend({
    version: z.coerce
      .number()
      .int()
      .positive()
      .max(2 ** 31 - 1),
  }),
  response: json(versionWithCodeView),
});

export const rollback = route('rollback', 'POST /workers/:workerId/rollback', {
  tag,
  summary: 'Deploy the code of an earlier version again, as a new version',
  access: 'write',
  params: workerPath,
  body: rollbackBody,
  status: 201,
  response: json(versionView),
});
