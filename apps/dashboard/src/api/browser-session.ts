import type { SessionView } from '@aispinner/contracts';
import { send } from './http.ts';
import { Session, type TokenStorage } from './session.ts';

const KEY = 'aispinner.refreshToken';

const storage: TokenStorage = {
  read: () => localStorage.getItem(KEY),
  write(refreshToken) {
    if (refreshToken === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, refreshToken);
  },
};

async function refresh(refreshToken: string): Promise<SessionView | null> {
  const answer = await send('POST', '/auth/refresh', { json: { refreshToken } });
  if (answer.ok) return JSON.parse(answer.text) as SessionView;
  if (answer.status === 401 || answer.status === 400) return null;
  throw answer.problem();
}

/** Web Locks exist only on https and localhost; elsewhere a tab is alone with itself. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  return locks === undefined ? work() : locks.request('aispinner.refresh', work);
}

/** The session of this browser, shared by its tabs. */
export const session = new Session({ storage, refresh, alone, now: () => Date.now() });

window.addEventListener('storage', (event) => {
  if (event.key !== KEY) return;
  // A trade in another tab changes the token too; only coming and going matters here.
  if ((event.newValue === null) === session.isSignedIn()) session.follow();
});
