import type {
  CreateWorkerBody,
  Page,
  StateEntryView,
  TestRunView,
  UpdateWorkerBody,
  VersionView,
  VersionWithCodeView,
  WorkerView,
} from '@aispinner/contracts';
import { everyPage } from './calls.ts';
import { command, request, requestExact, withQuery } from './client.ts';

export type NewWorker = Pick<CreateWorkerBody, 'name' | 'code' | 'tickIntervalSeconds'>;

export const workers = {
  list: (workspaceId: string) => everyPage<WorkerView>(`/workspaces/${workspaceId}/workers`),
  read: (id: string) => request<WorkerView>('GET', `/workers/${id}`),
  create: (workspaceId: string, body: NewWorker) =>
    request<WorkerView>('POST', `/workspaces/${workspaceId}/workers`, { json: body }),
  update: (id: string, body: UpdateWorkerBody) =>
    request<WorkerView>('PATCH', `/workers/${id}`, { json: body }),
  remove: (id: string) => command('DELETE', `/workers/${id}`),
  act: (id: string, action: WorkerAction) =>
    request<WorkerView>('POST', `/workers/${id}/${action}`),
};

export type WorkerAction = 'start' | 'stop' | 'restart';

export const versions = {
  list: (workerId: string) => everyPage<VersionView>(`/workers/${workerId}/versions`),
  read: (workerId: string, version: number) =>
    request<VersionWithCodeView>('GET', `/workers/${workerId}/versions/${version}`),
  deploy: (workerId: string, code: string) =>
    request<VersionView>('POST', `/workers/${workerId}/versions`, { json: { code } }),
  rollback: (workerId: string, version: number) =>
    request<VersionView>('POST', `/workers/${workerId}/rollback`, { json: { version } }),
};

export interface TestRun {
  readonly code: string;
  readonly ticks: number;
  readonly state: Readonly<Record<string, unknown>>;
}

/** The code in a real sandbox, on a scratch state. `timeoutSeconds` bounds each tick. */
export function testRun(workspaceId: string, run: TestRun): Promise<TestRunView> {
  return requestExact('POST', `/workspaces/${workspaceId}/test-runs`, {
    json: { ...run, timeoutSeconds: 20 },
  });
}

export const state = {
  page: (workerId: string, cursor: string | undefined) =>
    requestExact<Page<StateEntryView>>(
      'GET',
      withQuery(`/workers/${workerId}/state`, { limit: 100, cursor }),
    ),
  /** `valueJson` is JSON text and is sent as it stands. */
  put: (workerId: string, key: string, valueJson: string) =>
    command('PUT', `/workers/${workerId}/state/${encodeURIComponent(key)}`, {
      body: `{"value":${valueJson}}`,
    }),
  remove: (workerId: string, key: string) =>
    command('DELETE', `/workers/${workerId}/state/${encodeURIComponent(key)}`),
};
