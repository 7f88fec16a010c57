import { useEffect, useRef, type JSX } from 'react';
import { NavLink, useLocation } from 'react-router';
import { Icon, type IconName } from '../design/icons.tsx';

const TABS: readonly { to: string; name: string; icon: IconName }[] = [
  { to: '', name: 'Overview', icon: 'pulse' },
  { to: '/code', name: 'Code', icon: 'code' },
  { to: '/logs', name: 'Logs', icon: 'logs' },
  { to: '/ticks', name: 'Ticks', icon: 'clock' },
  { to: '/state', name: 'State', icon: 'database' },
  { to: '/versions', name: 'Versions', icon: 'history' },
  { to: '/settings', name: 'Settings', icon: 'sliders' },
];

/** The parts of a worker's page; `base` is its address. */
export function WorkerTabs({ base }: { base: string }): JSX.Element {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // On a narrow screen the row scrolls: the tab one is in should be in sight.
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]');
    const row = nav.current;
    if (!current || !row) return;
    row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav className="tabs" aria-label="Worker" ref={nav}>
      {TABS.map((tab) => (
        <NavLink key={tab.to} className="tabs__tab" to={`${base}${tab.to}`} end>
          <Icon name={tab.icon} />
          {tab.name}
        </NavLink>
      ))}
    </nav>
  );
}
