import { AuthController } from './auth/auth.controller.ts';
import { routesOf } from './http/handles.ts';
import type { Route } from './http/route.ts';
import { ObserveController } from './observe/observe.controller.ts';
import { StateController } from './state/state.controller.ts';
import { ApiKeyController } from './tenancy/api-key.controller.ts';
import { TenantController } from './tenancy/tenant.controller.ts';
import { RunningController } from './workers/running.controller.ts';
import { TestRunController } from './workers/test-run.controller.ts';
import { VersionController } from './workers/version.controller.ts';
import { WorkerController } from './workers/worker.controller.ts';
import { WorkspaceController } from './workspaces/workspace.controller.ts';

export const CONTROLLERS = [
  AuthController,
  TenantController,
  ApiKeyController,
  WorkspaceController,
  WorkerController,
  RunningController,
  VersionController,
  TestRunController,
  ObserveController,
  StateController,
];

/** Every route of the API. */
export const ROUTES: readonly Route[] = routesOf(CONTROLLERS);

export const BASE_PATH = '/api/v1';
