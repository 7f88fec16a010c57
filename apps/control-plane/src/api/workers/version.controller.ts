import type { Page, VersionView, VersionWithCodeView } from '@aispinner/contracts';
import { WorkerVersions, type DeployedVersion } from '@aispinner/persistence';
import { Controller, Inject } from '@nestjs/common';
import type { Caller } from '../auth/caller.ts';
import { RATE_LIMITS, RateLimits } from '../auth/rate-limits.ts';
import { pageFrom, placeOf } from '../http/cursor.ts';
import { Asker, Handles, Input } from '../http/handles.ts';
import { badInput, notFound } from '../http/refusal.ts';
import type { InputOf } from '../http/route.ts';
import { Announcer } from '../live/announcer.ts';
import { CLOCK, type ClockPort } from '../parts.ts';
import { CodeCheck, hashCode } from './code-check.ts';
import { FindWorker } from './find-worker.ts';
import { deployVersion, getVersion, listVersions, rollback } from './version-routes.ts';
import { versionViewOf } from './worker-view.ts';

const NUMBER_PLACE = /^\d{1,9}$/;

@Controller()
export class VersionController {
  constructor(
    @Inject(WorkerVersions) private readonly versions: WorkerVersions,
    @Inject(FindWorker) private readonly findWorker: FindWorker,
    @Inject(CodeCheck) private readonly check: CodeCheck,
    @Inject(RateLimits) private readonly limits: RateLimits,
    @Inject(Announcer) private readonly announcer: Announcer,
    @Inject(CLOCK) private readonly clock: ClockPort,
  ) {}

  @Handles(listVersions)
  async list(
    @Input() { params, query }: InputOf<typeof listVersions>,
    @Asker() caller: Caller,
  ): Promise<Page<VersionView>> {
    const worker = await this.findWorker.placeOf(caller, params.workerId);
    const before = placeOf(query.cursor, NUMBER_PLACE);
    const rows = await this.versions.list(caller.tenantId, worker.id, {
      before: before === null ? null : Number(before),
      limit: query.limit,
    });
    return pageFrom(rows, query.limit, (row) => String(row.version), versionViewOf);
  }

  @Handles(deployVersion)
  async deploy(
    @Input() { params, body }: InputOf<typeof deployVersion>,
    @Asker() caller: Caller,
  ): Promise<VersionView> {
    const { tenantId, userId, actor } = caller;
    const worker = await this.findWorker.placeOf(caller, params.workerId);
    await this.limits.take(RATE_LIMITS.deploy, tenantId);
    await this.check.mustBeDeployable(body.code);
    const source = { code: body.code, codeHash: hashCode(body.code), createdBy: userId };
    const deployed = await this.versions.deploy(
      tenantId,
      worker.id,
      source,
      actor,
      this.clock.now(),
    );
    if (deployed === null) throw notFound('worker');
    return this.announced(tenantId, deployed);
  }

  @Handles(getVersion)
  async get(
    @Input() { params }: InputOf<typeof getVersion>,
    @Asker() { tenantId }: Caller,
  ): Promise<VersionWithCodeView> {
    const version = await this.versions.find(tenantId, params.workerId, params.version);
    if (version === null) throw notFound('version');
    return { ...versionViewOf(version), code: version.code };
  }

  @Handles(rollback)
  async rollback(
    @Input() { params, body }: InputOf<typeof rollback>,
    @Asker() { tenantId, userId, actor }: Caller,
  ): Promise<VersionView> {
    const to = { version: body.version, createdBy: userId };
    const done = await this.versions.rollback(
      tenantId,
      params.workerId,
      to,
      actor,
      this.clock.now(),
    );
    if (done === 'unknownWorker') throw notFound('worker');
    if (done === 'unknownVersion') {
      throw badInput([{ path: 'version', message: 'The worker has no such version.' }]);
    }
    return this.announced(tenantId, done);
  }

  private async announced(tenantId: string, deployed: DeployedVersion): Promise<VersionView> {
    const { version, workspaceId, isStarted } = deployed;
    const place = { tenantId, workspaceId, workerId: version.workerId };
    if (isStarted) await this.announcer.workerRescheduled(place);
    else await this.announcer.workerChanged(place);
    return versionViewOf(version);
  }
}
