import {
  confirmBody,
  loginBody,
  refreshBody,
  registerBody,
  registrationView,
  sessionView,
} from '@aispinner/contracts';
import { empty, json, route } from '../http/route.ts';

const tag = 'Signing in';

export const register = route('register', 'POST /auth/register', {
  tag,
  summary: 'Register; a 6-digit code comes by mail. The answer does not tell who is known.',
  access: 'anyone',
  body: registerBody,
  status: 202,
  response: json(registrationView),
});

export const confirm = route('confirm', 'POST /auth/confirm', {
  tag,
  summary: 'Confirm a registration by its code, and sign in',
  access: 'anyone',
  body: confirmBody,
  response: json(sessionView),
});

export const login = route('login', 'POST /auth/login', {
  tag,
  summary: 'Sign in with e-mail address and password',
  access: 'anyone',
  body: loginBody,
  response: json(sessionView),
});

export const refresh = route('refresh', 'POST /auth/refresh', {
  tag,
  summary: 'Trade a refresh token for a new pair; each works once',
  access: 'anyone',
  body: refreshBody,
  response: json(sessionView),
});

export const logout = route('logout', 'POST /auth/logout', {
  tag,
  summary: 'End the session of a refresh token',
  access: 'anyone',
  body: refreshBody,
  response: empty,
});
