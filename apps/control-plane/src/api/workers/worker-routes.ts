import {
  createWorkerBody,
  pageOf,
  pageQuery,
  updateWorkerBody,
  workerView,
} from '@aispinner/contracts';
import { workerPath, workspacePath } from '../http/path-params.ts';
import { empty, json, route } from '../http/route.ts';

const tag = 'Workers';

export const listWorkers = route('listWorkers', 'GET /workspaces/:workspaceId/workers', {
  tag,
  summary: 'The workers of a workspace, oldest first',
  access: 'read',
  params: workspacePath,
  query: pageQuery,
  response: json(pageOf(workerView)),
});

export const createWorker = route('createWorker', 'POST /workspaces/:workspaceId/workers', {
  tag,
  summary: 'Make a worker: stopped, its code as version 1. 422 where the code is refused',
  access: 'write',
  params: workspacePath,
  body: createWorkerBody,
  status: 201,
  response: json(workerView),
});

export const getWorker = route('getWorker', 'GET /workers/:workerId', {
  tag,
  summary: 'One worker',
  access: 'read',
  params: workerPath,
  response: json(workerView),
});

export const updateWorker = route('updateWorker', 'PATCH /workers/:workerId', {
  tag,
  summary: 'Change settings; a changed interval counts at once',
  access: 'write',
  params: workerPath,
  body: updateWorkerBody,
  response: json(workerView),
});

export const deleteWorker = route('deleteWorker', 'DELETE /workers/:workerId', {
  tag,
  summary: 'Delete a worker with its versions and state',
  access: 'write',
  params: workerPath,
  response: empty,
});

export const startWorker = route('startWorker', 'POST /workers/:workerId/start', {
  tag,
  summary: 'Start: due from now on. One that runs goes on as it is',
  access: 'write',
  params: workerPath,
  response: json(workerView),
});

export const stopWorker = route('stopWorker', 'POST /workers/:workerId/stop', {
  tag,
  summary: 'Stop: no more due times. A tick under way ends by itself',
  access: 'write',
  params: workerPath,
  response: json(workerView),
});

export const restartWorker = route('restartWorker', 'POST /workers/:workerId/restart', {
  tag,
  summary: 'Start with a fresh `setup`, whether or not it runs',
  access: 'write',
  params: workerPath,
  response: json(workerView),
});
