import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { ApiRequest } from '../http/api-request.ts';
import { routeOf } from '../http/handles.ts';
import { forbidden } from '../http/refusal.ts';
import type { Authenticator } from './authenticator.ts';
import { allows } from './caller.ts';

/** Lets a request in only where its route says so; a handler without a route lets nobody in. */
export class AccessGuard implements CanActivate {
  private readonly authenticator: Authenticator;

  constructor(authenticator: Authenticator) {
    this.authenticator = authenticator;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = routeOf(context.getHandler());
    if (route === null) return false;
    if (route.access === 'anyone') return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const caller = await this.authenticator.authenticate(
      request.get('authorization') ?? null,
      wantedTenant(request),
    );
    request.caller = caller;
    if (route.access === 'signedIn') return true;
    if (!allows(caller, route.access)) {
      throw forbidden('FORBIDDEN', `This needs the permission “${route.access}”.`);
    }
    if (caller.suspended && route.access !== 'read') {
      throw forbidden('TENANT_SUSPENDED', 'This tenant is suspended: it can be read, not changed.');
    }
    return true;
  }
}

/** The tenant in the path where there is one; the caller's choice by header otherwise. */
function wantedTenant(request: ApiRequest): string | null {
  const { tenantId } = request.params;
  return typeof tenantId === 'string' ? tenantId : (request.get('x-tenant-id') ?? null);
}
