import { pageOf, pageQuery, putStateBody, stateEntryView } from '@aispinner/contracts';
import { z } from 'zod';
import { workerPath } from '../http/path-params.ts';
import { empty, json, route } from '../http/route.ts';

const tag = 'State';
const entryPath = workerPath.extend({ key: z.string() });

export const listState = route('listState', 'GET /workers/:workerId/state', {
  tag,
  summary: 'What a worker keeps in `ctx.state`, by key',
  access: 'read',
  params: workerPath,
  query: pageQuery,
  response: json(pageOf(stateEntryView)),
});

export const clearState = route('clearState', 'DELETE /workers/:workerId/state', {
  tag,
  summary: 'Remove all of it',
  access: 'write',
  params: workerPath,
  response: empty,
});

export const getState = route('getState', 'GET /workers/:workerId/state/:key', {
  tag,
  summary: 'One key',
  access: 'read',
  params: entryPath,
  response: json(stateEntryView),
});

export const putState = route('putState', 'PUT /workers/:workerId/state/:key', {
  tag,
  summary: 'Set a key, under the limits of `ctx.state.set`',
  access: 'write',
  params: entryPath,
  body: putStateBody,
  response: json(stateEntryView),
});

export const deleteState = route('deleteState', 'DELETE /workers/:workerId/state/:key', {
  tag,
  summary: 'Remove a key',
  access: 'write',
  params: entryPath,
  response: empty,
});
