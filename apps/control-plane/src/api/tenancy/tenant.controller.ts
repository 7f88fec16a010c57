import type { AuditView, MemberView, MeView, Page, UsageView } from '@aispinner/contracts';
import { PERMISSIONS, unreachable } from '@aispinner/domain';
import {
  AuditLog,
  Members,
  TenantUsages,
  type AuditEntry,
  type Member,
} from '@aispinner/persistence';
import { Controller, Inject } from '@nestjs/common';
import { allows, type Caller } from '../auth/caller.ts';
import { RATE_LIMITS, RateLimits } from '../auth/rate-limits.ts';
import { pageFrom, placeOf } from '../http/cursor.ts';
import { Asker, Handles, Input } from '../http/handles.ts';
import { ID_PLACE } from '../http/path-params.ts';
import { badInput, conflict, forbidden } from '../http/refusal.ts';
import type { InputOf } from '../http/route.ts';
import { CLOCK, type ClockPort } from '../parts.ts';
import { addMember, getMe, getUsage, listAudit, listMembers } from './tenancy-routes.ts';
import { usageViewOf } from './usage-view.ts';

const DAY_MS = 24 * 3600_000;

@Controller()
export class TenantController {
  constructor(
    @Inject(Members) private readonly memberships: Members,
    @Inject(TenantUsages) private readonly usages: TenantUsages,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(RateLimits) private readonly limits: RateLimits,
    @Inject(CLOCK) private readonly clock: ClockPort,
  ) {}

  @Handles(getMe)
  me(@Input() _: InputOf<typeof getMe>, @Asker() caller: Caller): MeView {
    const { user, standings } = caller.identity;
    const here = standings.find((s) => s.tenantId === caller.tenantId);
    return {
      user: { ...user, createdAt: user.createdAt.toISOString() },
      tenant: {
        id: caller.tenantId,
        name: here?.tenantName ?? '',
        role: caller.role,
        suspended: caller.suspended,
      },
      permissions: PERMISSIONS.filter((permission) => allows(caller, permission)),
      memberships: standings.map(({ tenantId, tenantName, role }) => {
        return { tenantId, tenantName, role };
      }),
      plan: caller.plan,
    };
  }

  /** The guard has put the caller into the tenant of the path, or has not found it there. */
  @Handles(listMembers)
  async members(
    @Input() { query }: InputOf<typeof listMembers>,
    @Asker() { tenantId }: Caller,
  ): Promise<Page<MemberView>> {
    const after = placeOf(query.cursor, ID_PLACE);
    const rows = await this.memberships.list(tenantId, { after, limit: query.limit });
    return pageFrom(rows, query.limit, (row) => row.userId, memberViewOf);
  }

  @Handles(addMember)
  async addMember(
    @Input() { body }: InputOf<typeof addMember>,
    @Asker() caller: Caller,
  ): Promise<MemberView> {
    if (body.role === 'owner' && !allows(caller, 'own')) {
      throw forbidden('FORBIDDEN', 'Only an owner can make an owner.');
    }
    await this.limits.take(RATE_LIMITS.addMember, caller.tenantId);
    const done = await this.memberships.add(caller.tenantId, body, caller.actor);
    switch (done.kind) {
      case 'added':
        return memberViewOf(done.member);
      case 'unknownEmail':
        throw badInput([{ path: 'email', message: 'Nobody has confirmed an account with it.' }]);
      case 'alreadyMember':
        throw conflict('ALREADY_MEMBER', 'They are a member already.', [
          { path: 'email', message: 'Is a member already.' },
        ]);
      default:
        return unreachable(done);
    }
  }

  @Handles(getUsage)
  async usage(
    @Input() _: InputOf<typeof getUsage>,
    @Asker() { tenantId }: Caller,
  ): Promise<UsageView> {
    const since = new Date(this.clock.now() - DAY_MS);
    return usageViewOf(await this.usages.read(tenantId, since), since);
  }

  @Handles(listAudit)
  async audit(
    @Input() { query }: InputOf<typeof listAudit>,
    @Asker() { tenantId }: Caller,
  ): Promise<Page<AuditView>> {
    const before = placeOf(query.cursor, ID_PLACE);
    const rows = await this.auditLog.list(tenantId, { before, limit: query.limit });
    return pageFrom(rows, query.limit, (row) => row.id, auditViewOf);
  }
}

function memberViewOf({ userId, email, role, createdAt }: Member): MemberView {
  return { userId, email, role, createdAt: createdAt.toISOString() };
}

function auditViewOf({ at, ...entry }: AuditEntry): AuditView {
  return { ...entry, at: at.toISOString(), detail: { ...entry.detail } };
}
