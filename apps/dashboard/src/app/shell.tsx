import type { JSX } from 'react';
import { NavLink, Outlet } from 'react-router';
import { Icon, Mark, type IconName } from '../design/icons.tsx';
import { Toasts } from '../design/toast.tsx';
import { LiveBadge } from '../live/live-badge.tsx';
import { useWorkspaceEvents } from '../live/use-workspace-events.ts';
import { AccountMenu } from './account-menu.tsx';
import { useCurrentWorkspace } from './current-workspace.ts';
import './shell.css';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

/** Around every page: where one is, and where one can go. */
export function Shell(): JSX.Element {
  const workspaceId = useCurrentWorkspace();
  useWorkspaceEvents(workspaceId);
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <aside className="sidebar">
        <div className="sidebar__brand">
          <Mark />
          <span className="sidebar__name">AiSpinner</span>
        </div>
        <WorkspaceSwitcher workspaceId={workspaceId} />
        <nav className="nav" aria-label="Main">
          <Place to={workspaceId === null ? '/' : `/w/${workspaceId}`} icon="workers">
            Workers
          </Place>
          <Place to="/api-keys" icon="key">
            API keys
          </Place>
          <Place to="/usage" icon="gauge">
            Usage
          </Place>
        </nav>
        <div className="sidebar__foot">
          {workspaceId !== null && <LiveBadge />}
          <AccountMenu />
        </div>
      </aside>
      <main className="panel" id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Toasts />
    </div>
  );
}

function Place(props: { to: string; icon: IconName; children: string }): JSX.Element {
  return (
    <NavLink to={props.to} end={props.to === '/'} className="nav__place">
      <Icon name={props.icon} />
      <span>{props.children}</span>
    </NavLink>
  );
}
