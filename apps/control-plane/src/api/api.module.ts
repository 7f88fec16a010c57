import {
  Accounts,
  ApiKeys,
  AuditLog,
  Identities,
  LogHistory,
  Members,
  Sessions,
  TenantUsages,
  TickHistory,
  TickStats,
  WorkerRunning,
  Workers,
  WorkerVersions,
  Workspaces,
} from '@aispinner/persistence';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import type { ApiParts } from './api-parts.ts';
import { AccessGuard } from './auth/access-guard.ts';
import { AccessTokens } from './auth/access-tokens.ts';
import { Authenticator } from './auth/authenticator.ts';
import { EmailCodes } from './auth/email-codes.ts';
import { RateLimits } from './auth/rate-limits.ts';
import { RefreshTokens } from './auth/refresh-tokens.ts';
import { Registration } from './auth/registration.ts';
import { SignIn } from './auth/sign-in.ts';
import { CONTROLLERS } from './controllers.ts';
import { JsonTextInterceptor } from './http/json-text-interceptor.ts';
import { ProblemFilter } from './http/problem-filter.ts';
import { Announcer } from './live/announcer.ts';
import { LiveHub } from './live/live-hub.ts';
import { LiveStreams } from './live/live-streams.ts';
import { CLOCK, STATE_STORE } from './parts.ts';
import { CodeCheck } from './workers/code-check.ts';
import { FindWorker } from './workers/find-worker.ts';
import { Removal } from './workers/removal.ts';

/** Wires the API: everything is made here, once, from the parts that the process has opened. */
@Module({})
export class ApiModule {
  static of(parts: ApiParts): DynamicModule {
    return { module: ApiModule, controllers: CONTROLLERS, providers: providersOf(parts) };
  }
}

function providersOf(parts: ApiParts): Provider[] {
  const { database, clock, log, authSecret } = parts;
  const accounts = new Accounts(database);
  const logHistory = new LogHistory(database);
  const workers = new Workers(database);
  const workspaces = new Workspaces(database);
  const tokens = new AccessTokens(authSecret, clock);
  const authenticator = new Authenticator(tokens, new Identities(database), clock);
  const announcer = new Announcer(parts.live, log);
  const hub = new LiveHub(parts.live, log);
  const refreshTokens = new RefreshTokens(authSecret);
  const made: readonly object[] = [
    workers,
    workspaces,
    logHistory,
    announcer,
    hub,
    new ApiKeys(database),
    new AuditLog(database),
    new Members(database),
    new TenantUsages(database),
    new TickHistory(database),
    new TickStats(database),
    new WorkerRunning(database),
    new WorkerVersions(database),
    new RateLimits(parts.counters, clock),
    new Registration(accounts, new EmailCodes(authSecret), parts.mailer, clock),
    new SignIn(accounts, new Sessions(database), tokens, refreshTokens, clock),
    new CodeCheck(parts.requests, clock),
    new FindWorker(workers),
    new Removal(workers, workspaces, { store: parts.state, leases: parts.leases }, announcer, log),
    new LiveStreams(hub, logHistory, authenticator, clock, log),
  ];
  return [
    ...made.map((instance) => ({ provide: instance.constructor, useValue: instance })),
    { provide: CLOCK, useValue: clock },
    { provide: STATE_STORE, useValue: parts.state },
    { provide: APP_GUARD, useValue: new AccessGuard(authenticator) },
    { provide: APP_FILTER, useValue: new ProblemFilter(log) },
    { provide: APP_INTERCEPTOR, useValue: new JsonTextInterceptor() },
  ];
}
