import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useNavigate } from 'react-router';
import { queries } from '../api/queries.ts';
import { Icon } from '../design/icons.tsx';
import { Menu, MenuItem } from '../design/menu.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { NewWorkspaceDialog } from './new-workspace-dialog.tsx';
import { WorkspaceDialog } from './workspace-dialog.tsx';

export function WorkspaceSwitcher({ workspaceId }: { workspaceId: string | null }): JSX.Element {
  const { data } = useQuery(queries.workspaces());
  const [dialog, setDialog] = useState<'new' | 'edit' | null>(null);
  const navigate = useNavigate();
  const current = data?.find((each) => each.id === workspaceId);
  return (
    <>
      <Menu
        label="Workspaces"
        trigger={(props) => (
          <button type="button" className="switcher" {...props}>
            <span className="switcher__letter" aria-hidden="true">
              {current?.name.slice(0, 1).toUpperCase() ?? '·'}
            </span>
            <span className="truncate switcher__name">
              {current?.name ?? (data === undefined ? <Skeleton width={72} /> : 'Workspaces')}
            </span>
            <Icon name="updown" />
          </button>
        )}
      >
        <div className="menu__note">Workspaces</div>
        {data?.map((each) => (
          <MenuItem
            key={each.id}
            isChosen={each.id === workspaceId}
            onSelect={() => void navigate(`/w/${each.id}`)}
          >
            {each.name}
          </MenuItem>
        ))}
        <div className="menu__rule" />
        <MenuItem icon="plus" onSelect={() => setDialog('new')}>
          New workspace
        </MenuItem>
        {current !== undefined && (
          <MenuItem icon="sliders" onSelect={() => setDialog('edit')}>
            Rename or delete
          </MenuItem>
        )}
      </Menu>
      {dialog === 'new' && <NewWorkspaceDialog onClose={() => setDialog(null)} />}
      {dialog === 'edit' && current !== undefined && (
        <WorkspaceDialog workspace={current} onClose={() => setDialog(null)} />
      )}
    </>
  );
}
