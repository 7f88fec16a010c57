import type { LogView } from '@aispinner/contracts';
import type { StoredLogLine } from '@aispinner/persistence';

export function logViewOf({ id, at, level, message, tickId, version }: StoredLogLine): LogView {
  return { id, at: at.toISOString(), level, message, tickId, version };
}
