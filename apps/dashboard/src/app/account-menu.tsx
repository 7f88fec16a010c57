import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useNavigate } from 'react-router';
import { session } from '../api/browser-session.ts';
import { auth } from '../api/calls.ts';
import { queries } from '../api/queries.ts';
import { chooseTenant } from '../api/tenant-choice.ts';
import { Icon, type IconName } from '../design/icons.tsx';
import { Menu, MenuItem } from '../design/menu.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { setTheme, THEMES, useTheme, type Theme } from '../design/theme.ts';

const THEME_ICONS: Readonly<Record<Theme, IconName>> = {
  system: 'system',
  light: 'sun',
  dark: 'moon',
};
const THEME_NAMES: Readonly<Record<Theme, string>> = {
  system: 'Theme of the system',
  light: 'Light',
  dark: 'Dark',
};

export function AccountMenu(): JSX.Element {
  const { data: me } = useQuery(queries.me());
  const theme = useTheme();
  return (
    <Menu
      label="Account"
      drop="up"
      trigger={(props) => (
        <button type="button" className="account" aria-label="Account" {...props}>
          <span className="account__face" aria-hidden="true">
            {me?.user.email.slice(0, 1).toUpperCase() ?? ''}
          </span>
          <span className="account__text">
            <span className="truncate">{me?.user.email ?? <Skeleton width={120} />}</span>
            <span className="truncate muted">{me?.tenant.name ?? <Skeleton width={64} />}</span>
          </span>
          <Icon name="updown" />
        </button>
      )}
    >
      <div className="menu__note">Appearance</div>
      {THEMES.map((each) => (
        <MenuItem
          key={each}
          icon={THEME_ICONS[each]}
          isChosen={each === theme}
          onSelect={() => setTheme(each)}
        >
          {THEME_NAMES[each]}
        </MenuItem>
      ))}
      <TenantChoice />
      <div className="menu__rule" />
      <SignOutItem />
    </Menu>
  );
}

function SignOutItem(): JSX.Element {
  const signOut = (): void => {
    const token = session.refreshToken();
    chooseTenant(null);
    session.end();
    if (token !== null) void auth.logout(token);
  };
  return (
    <MenuItem icon="signOut" onSelect={signOut}>
      Sign out
    </MenuItem>
  );
}

/** For members of several tenants: which of them to act in. */
function TenantChoice(): JSX.Element | null {
  const { data: me } = useQuery(queries.me());
  const client = useQueryClient();
  const navigate = useNavigate();
  if (me === undefined || me.memberships.length < 2) return null;
  const choose = async (tenantId: string): Promise<void> => {
    chooseTenant(tenantId);
    await navigate('/');
    await client.resetQueries();
  };
  return (
    <>
      <div className="menu__rule" />
      <div className="menu__note">Organisation</div>
      {me.memberships.map((each) => (
        <MenuItem
          key={each.tenantId}
          isChosen={each.tenantId === me.tenant.id}
          onSelect={() => void choose(each.tenantId)}
        >
          {each.tenantName}
        </MenuItem>
      ))}
    </>
  );
}
