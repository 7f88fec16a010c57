import type { ApiKeyView, CreatedApiKeyView, Page } from '@aispinner/contracts';
import { ApiKeys, type ApiKey } from '@aispinner/persistence';
import { Controller, Inject } from '@nestjs/common';
import { newApiKeySecret } from '../auth/api-key-secret.ts';
import { allows, type Caller } from '../auth/caller.ts';
import { pageFrom, placeOf } from '../http/cursor.ts';
import { Asker, Handles, Input } from '../http/handles.ts';
import { ID_PLACE } from '../http/path-params.ts';
import { badInput, notFound, quotaExceeded } from '../http/refusal.ts';
import type { InputOf } from '../http/route.ts';
import { CLOCK, type ClockPort } from '../parts.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './tenancy-routes.ts';

@Controller()
export class ApiKeyController {
  constructor(
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(CLOCK) private readonly clock: ClockPort,
  ) {}

  @Handles(listApiKeys)
  async list(
    @Input() { query }: InputOf<typeof listApiKeys>,
    @Asker() { tenantId }: Caller,
  ): Promise<Page<ApiKeyView>> {
    const after = placeOf(query.cursor, ID_PLACE);
    const rows = await this.keys.list(tenantId, { after, limit: query.limit });
    return pageFrom(rows, query.limit, (row) => row.id, viewOf);
  }

  @Handles(createApiKey)
  async create(
    @Input() { body }: InputOf<typeof createApiKey>,
    @Asker() caller: Caller,
  ): Promise<CreatedApiKeyView> {
    // Nobody hands out what they do not have.
    const errors = body.scopes.flatMap((scope, i) =>
      allows(caller, scope)
        ? []
        : [{ path: `scopes.${i}`, message: 'You do not have it yourself.' }],
    );
    const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt);
    if (expiresAt !== null && expiresAt.getTime() <= this.clock.now()) {
      errors.push({ path: 'expiresAt', message: 'Must lie in the future.' });
    }
    if (errors.length > 0) throw badInput(errors);
    const { key, keyHash, prefix } = newApiKeySecret();
    const made = await this.keys.create(
      caller.tenantId,
      { userId: caller.userId, name: body.name, keyHash, prefix, scopes: body.scopes, expiresAt },
      caller.actor,
    );
    if (made.kind === 'overQuota') {
      throw quotaExceeded(made.quota, made.limit, `Your plan allows ${made.limit} API keys.`);
    }
    return { ...viewOf(made.key), key };
  }

  @Handles(revokeApiKey)
  async revoke(
    @Input() { params }: InputOf<typeof revokeApiKey>,
    @Asker() { tenantId, actor }: Caller,
  ): Promise<void> {
    const now = new Date(this.clock.now());
    if (!(await this.keys.revoke(tenantId, params.apiKeyId, actor, now))) {
      throw notFound('API key');
    }
  }
}

function viewOf({ id, name, prefix, scopes, ...key }: ApiKey): ApiKeyView {
  return {
    id,
    name,
    prefix,
    scopes: [...scopes],
    createdBy: key.userId,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}
