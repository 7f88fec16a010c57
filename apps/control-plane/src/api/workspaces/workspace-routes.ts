import {
  createWorkspaceBody,
  pageOf,
  pageQuery,
  updateWorkspaceBody,
  workspaceEvent,
  workspaceView,
} from '@aispinner/contracts';
import { workspacePath } from '../http/path-params.ts';
import { empty, events, json, route } from '../http/route.ts';

const tag = 'Workspaces';

export const listWorkspaces = route('listWorkspaces', 'GET /workspaces', {
  tag,
  summary: 'The workspaces of the tenant, oldest first',
  access: 'read',
  query: pageQuery,
  response: json(pageOf(workspaceView)),
});

export const createWorkspace = route('createWorkspace', 'POST /workspaces', {
  tag,
  summary: 'Make a workspace',
  access: 'write',
  body: createWorkspaceBody,
  status: 201,
  response: json(workspaceView),
});

export const getWorkspace = route('getWorkspace', 'GET /workspaces/:workspaceId', {
  tag,
  summary: 'One workspace',
  access: 'read',
  params: workspacePath,
  response: json(workspaceView),
});

export const updateWorkspace = route('updateWorkspace', 'PATCH /workspaces/:workspaceId', {
  tag,
  summary: 'Rename a workspace',
  access: 'write',
  params: workspacePath,
  body: updateWorkspaceBody,
  response: json(workspaceView),
});

export const deleteWorkspace = route('deleteWorkspace', 'DELETE /workspaces/:workspaceId', {
  tag,
  summary: 'Delete a workspace with its workers and their state',
  access: 'write',
  params: workspacePath,
  response: empty,
});

export const streamWorkspaceEvents = route(
  'streamWorkspaceEvents',
  'GET /workspaces/:workspaceId/events',
  {
    tag,
    summary: 'Hints, as they happen, that something of a worker is there to read',
    access: 'read',
    params: workspacePath,
    response: events(workspaceEvent),
  },
);
