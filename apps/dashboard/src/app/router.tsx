import { createBrowserRouter, type RouteObject } from 'react-router';
import { RegisterPage } from '../auth/register-page.tsx';
import { SignInPage } from '../auth/sign-in-page.tsx';
import { ApiKeysPage } from '../account/api-keys-page.tsx';
import { UsagePage } from '../account/usage-page.tsx';
import { WorkersPage } from '../workers/workers-page.tsx';
import { FirstWorkspace } from './first-workspace.tsx';
import { CrashPage, NotFoundPage } from './error-page.tsx';
import { SignedIn } from './signed-in.tsx';

/** The worker's page brings the editor and the plots, which nothing else needs. */
const workerPage: RouteObject = {
  path: 'w/:workspaceId/workers/:workerId',
  lazy: async () => ({ Component: (await import('../worker/worker-page.tsx')).WorkerPage }),
  children: [
    {
      index: true,
      lazy: async () => ({ Component: (await import('../worker/overview-tab.tsx')).OverviewTab }),
    },
    {
      path: 'code',
      lazy: async () => ({ Component: (await import('../worker/code-tab.tsx')).CodeTab }),
    },
    {
      path: 'logs',
      lazy: async () => ({ Component: (await import('../worker/logs-tab.tsx')).LogsTab }),
    },
    {
      path: 'ticks',
      lazy: async () => ({ Component: (await import('../worker/ticks-tab.tsx')).TicksTab }),
    },
    {
      path: 'state',
      lazy: async () => ({ Component: (await import('../worker/state-tab.tsx')).StateTab }),
    },
    {
      path: 'versions',
      lazy: async () => ({ Component: (await import('../worker/versions-tab.tsx')).VersionsTab }),
    },
    {
      path: 'settings',
      lazy: async () => ({ Component: (await import('../worker/settings-tab.tsx')).SettingsTab }),
    },
  ],
};

export const router = createBrowserRouter([
  { path: '/sign-in', Component: SignInPage, ErrorBoundary: CrashPage },
  { path: '/register', Component: RegisterPage, ErrorBoundary: CrashPage },
  {
    path: '/',
    Component: SignedIn,
    // Nothing for the moment in which a page's code is on its way.
    HydrateFallback: () => null,
    ErrorBoundary: CrashPage,
    children: [
      {
        ErrorBoundary: CrashPage,
        children: [
          { index: true, Component: FirstWorkspace },
          { path: 'w/:workspaceId', Component: WorkersPage },
          workerPage,
          { path: 'api-keys', Component: ApiKeysPage },
          { path: 'usage', Component: UsagePage },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]);
