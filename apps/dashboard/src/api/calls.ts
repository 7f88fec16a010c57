import type {
  ApiKeyView,
  ConfirmBody,
  CreateApiKeyBody,
  CreatedApiKeyView,
  LoginBody,
  LogView,
  MeView,
  Page,
  RegisterBody,
  RegistrationView,
  SessionView,
  StatsView,
  StatsWindow,
  TickView,
  UsageView,
  WorkspaceView,
} from '@aispinner/contracts';
import { command, request, withQuery } from './client.ts';
import { send } from './http.ts';

/** Before anyone is signed in. */
export const auth = {
  register: (body: RegisterBody) => anonymous<RegistrationView>('/auth/register', body),
  confirm: (body: ConfirmBody) => anonymous<unknown>('/auth/confirm', body),
  login: (body: LoginBody) => anonymous<SessionView>('/auth/login', body),
  /** Fails silently: the session ends here in any case. */
  async logout(refreshToken: string): Promise<void> {
    await send('POST', '/auth/logout', { json: { refreshToken } }).catch(() => undefined);
  },
};

async function anonymous<T>(path: string, json: unknown): Promise<T> {
  const answer = await send('POST', path, { json });
  if (!answer.ok) throw answer.problem();
  return (answer.text === '' ? null : JSON.parse(answer.text)) as T;
}

export const readMe = (): Promise<MeView> => request('GET', '/me');
export const readUsage = (): Promise<UsageView> => request('GET', '/usage');

export const workspaces = {
  list: () => everyPage<WorkspaceView>('/workspaces'),
  create: (name: string) => request<WorkspaceView>('POST', '/workspaces', { json: { name } }),
  rename: (id: string, name: string) =>
    request<WorkspaceView>('PATCH', `/workspaces/${id}`, { json: { name } }),
  remove: (id: string) => command('DELETE', `/workspaces/${id}`),
};

export const apiKeys = {
  list: () => everyPage<ApiKeyView>('/api-keys'),
  create: (body: CreateApiKeyBody) =>
    request<CreatedApiKeyView>('POST', '/api-keys', { json: body }),
  revoke: (id: string) => command('DELETE', `/api-keys/${id}`),
};

export interface TickFilter {
  readonly outcome?: string | undefined;
  readonly since?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export const history = {
  ticks: (workerId: string, filter: TickFilter) =>
    request<Page<TickView>>('GET', withQuery(`/workers/${workerId}/ticks`, { ...filter })),
  stats: (workerId: string, window: StatsWindow) =>
    request<StatsView>('GET', withQuery(`/workers/${workerId}/stats`, { window })),
  logs: (
    workerId: string,
    filter: { level?: string; q?: string; cursor?: string; limit?: number },
  ) => request<Page<LogView>>('GET', withQuery(`/workers/${workerId}/logs`, { ...filter })),
};

/** A list that is short by its quota, read to its end. */
export async function everyPage<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await request('GET', withQuery(path, { limit: 200, cursor }));
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
