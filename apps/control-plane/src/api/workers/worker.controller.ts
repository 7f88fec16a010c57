import type { Page, WorkerView } from '@aispinner/contracts';
import { unreachable } from '@aispinner/domain';
import { Workers, Workspaces, type WorkerSettings } from '@aispinner/persistence';
import { Controller, Inject } from '@nestjs/common';
import type { Caller } from '../auth/caller.ts';
import { RATE_LIMITS, RateLimits } from '../auth/rate-limits.ts';
import { pageFrom, placeOf } from '../http/cursor.ts';
import { Asker, Handles, Input } from '../http/handles.ts';
import { ID_PLACE } from '../http/path-params.ts';
import { conflict, notFound, quotaExceeded } from '../http/refusal.ts';
import type { InputOf } from '../http/route.ts';
import { Announcer } from '../live/announcer.ts';
import { CLOCK, type ClockPort } from '../parts.ts';
import { CodeCheck, hashCode } from './code-check.ts';
import { FindWorker } from './find-worker.ts';
import { Removal } from './removal.ts';
import {
  createWorker,
  deleteWorker,
  getWorker,
  listWorkers,
  updateWorker,
} from './worker-routes.ts';
import { workerViewOf } from './worker-view.ts';

@Controller()
export class WorkerController {
  constructor(
    @Inject(Workers) private readonly workers: Workers,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(FindWorker) private readonly findWorker: FindWorker,
    @Inject(Removal) private readonly removal: Removal,
    @Inject(CodeCheck) private readonly check: CodeCheck,
    @Inject(RateLimits) private readonly limits: RateLimits,
    @Inject(Announcer) private readonly announcer: Announcer,
    @Inject(CLOCK) private readonly clock: ClockPort,
  ) {}

  @Handles(listWorkers)
  async list(
    @Input() { params, query }: InputOf<typeof listWorkers>,
    @Asker() caller: Caller,
  ): Promise<Page<WorkerView>> {
    const after = placeOf(query.cursor, ID_PLACE);
    const page = { after, limit: query.limit };
    const rows = await this.workers.list(caller.tenantId, params.workspaceId, page);
    if (rows === null) throw notFound('workspace');
    return pageFrom(
      rows,
      query.limit,
      (row) => row.id,
      (row) => workerViewOf(row, this.clock.now()),
    );
  }

  @Handles(createWorker)
  async create(
    @Input() { params, body }: InputOf<typeof createWorker>,
    @Asker() caller: Caller,
  ): Promise<WorkerView> {
    const { tenantId, actor, userId } = caller;
    const { workspaceId } = params;
    await this.mustHaveWorkspace(caller, workspaceId);
    await this.limits.take(RATE_LIMITS.deploy, tenantId);
    await this.check.mustBeDeployable(body.code);
    const { name, code, tickIntervalSeconds, maxErrors, isolation } = body;
    const made = await this.workers.create(
      tenantId,
      workspaceId,
      {
        name,
        tickIntervalSeconds,
        maxErrors,
        isolation,
        code,
        codeHash: hashCode(code),
        createdBy: userId,
      },
      actor,
    );
    switch (made.kind) {
      case 'created':
        await this.announcer.workerChanged({ tenantId, workspaceId, workerId: made.worker.id });
        return workerViewOf(made.worker, this.clock.now());
      case 'unknownWorkspace':
        throw notFound('workspace');
      case 'nameTaken':
        throw nameTaken();
      case 'overQuota':
        throw quotaExceeded(
          made.quota,
          made.limit,
          `Your plan allows ${made.limit} workers in a workspace.`,
        );
      default:
        return unreachable(made);
    }
  }

  @Handles(getWorker)
  async get(
    @Input() { params }: InputOf<typeof getWorker>,
    @Asker() caller: Caller,
  ): Promise<WorkerView> {
    return workerViewOf(await this.findWorker.of(caller, params.workerId), this.clock.now());
  }

  @Handles(updateWorker)
  async update(
    @Input() { params, body }: InputOf<typeof updateWorker>,
    @Asker() { tenantId, actor }: Caller,
  ): Promise<WorkerView> {
    const { workerId } = params;
    // In JSON a field is there or it is not; it is never undefined.
    const changes = body as Partial<WorkerSettings>;
    const done = await this.workers.update(tenantId, workerId, changes, actor, this.clock.now());
    switch (done.kind) {
      case 'updated': {
        const place = { tenantId, workspaceId: done.worker.workspaceId, workerId };
        if (done.rescheduled) await this.announcer.workerRescheduled(place);
        else await this.announcer.workerChanged(place);
        return workerViewOf(done.worker, this.clock.now());
      }
      case 'nameTaken':
        throw nameTaken();
      case 'unknown':
        throw notFound('worker');
      default:
        return unreachable(done);
    }
  }

  @Handles(deleteWorker)
  remove(
    @Input() { params }: InputOf<typeof deleteWorker>,
    @Asker() caller: Caller,
  ): Promise<void> {
    return this.removal.worker(caller, params.workerId);
  }

  private async mustHaveWorkspace(caller: Caller, id: string): Promise<void> {
    if ((await this.workspaces.find(caller.tenantId, id)) === null) throw notFound('workspace');
  }
}

function nameTaken(): Error {
  return conflict('NAME_TAKEN', 'The workspace has a worker of this name.', [
    { path: 'name', message: 'Taken.' },
  ]);
}
