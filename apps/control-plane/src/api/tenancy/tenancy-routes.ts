import {
  addMemberBody,
  apiKeyView,
  auditView,
  createApiKeyBody,
  createdApiKeyView,
  memberView,
  meView,
  pageOf,
  pageQuery,
  usageView,
} from '@aispinner/contracts';
import { apiKeyPath, tenantPath } from '../http/path-params.ts';
import { empty, json, route } from '../http/route.ts';

const tag = 'Tenant';

export const getMe = route('getMe', 'GET /me', {
  tag,
  summary: 'Who you are, where you are a member, and the plan of the tenant you act in',
  access: 'signedIn',
  response: json(meView),
});

export const listMembers = route('listMembers', 'GET /tenants/:tenantId/members', {
  tag,
  summary: 'The people of a tenant',
  access: 'read',
  params: tenantPath,
  query: pageQuery,
  response: json(pageOf(memberView)),
});

export const addMember = route('addMember', 'POST /tenants/:tenantId/members', {
  tag,
  summary: 'Make somebody who has an account a member',
  access: 'manage',
  params: tenantPath,
  body: addMemberBody,
  status: 201,
  response: json(memberView),
});

export const listApiKeys = route('listApiKeys', 'GET /api-keys', {
  tag,
  summary: 'The API keys of the tenant, without the keys themselves',
  access: 'manage',
  query: pageQuery,
  response: json(pageOf(apiKeyView)),
});

export const createApiKey = route('createApiKey', 'POST /api-keys', {
  tag,
  summary: 'Make an API key; it is shown in this answer and never again',
  access: 'manage',
  body: createApiKeyBody,
  status: 201,
  response: json(createdApiKeyView),
});

export const revokeApiKey = route('revokeApiKey', 'DELETE /api-keys/:apiKeyId', {
  tag,
  summary: 'Revoke an API key; it stops working at once',
  access: 'manage',
  params: apiKeyPath,
  response: empty,
});

export const getUsage = route('getUsage', 'GET /usage', {
  tag,
  summary: 'The quotas of the plan and what is used of them',
  access: 'read',
  response: json(usageView),
});

export const listAudit = route('listAudit', 'GET /audit', {
  tag,
  summary: 'Who did what, newest first',
  access: 'manage',
  query: pageQuery,
  response: json(pageOf(auditView)),
});
