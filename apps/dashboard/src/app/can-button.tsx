import type { Permission } from '@aispinner/domain';
import { useQuery } from '@tanstack/react-query';
import type { ComponentProps, JSX } from 'react';
import { queries } from '../api/queries.ts';
import { Button } from '../design/button.tsx';

/** Whether whoever is signed in may do this here. Until that is known: yes, the API decides anyway. */
export function useCan(permission: Permission): boolean {
  const { data: me } = useQuery(queries.me());
  return me === undefined || me.permissions.includes(permission);
}

interface CanButtonProps extends ComponentProps<typeof Button> {
  readonly needs?: Permission;
}

/** A button for those who may: to others it says that their role does not reach so far. */
export function CanButton({ needs = 'write', ...button }: CanButtonProps): JSX.Element {
  return useCan(needs) ? (
    <Button {...button} />
  ) : (
    <Button {...button} disabled title="Your role in this organisation does not allow this." />
  );
}
