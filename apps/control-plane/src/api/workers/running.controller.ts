import type { WorkerView } from '@aispinner/contracts';
import { unreachable } from '@aispinner/domain';
import { WorkerRunning, type RunningChange } from '@aispinner/persistence';
import { Controller, Inject } from '@nestjs/common';
import type { Caller } from '../auth/caller.ts';
import { Asker, Handles, Input } from '../http/handles.ts';
import { conflict, notFound } from '../http/refusal.ts';
import type { InputOf } from '../http/route.ts';
import { Announcer } from '../live/announcer.ts';
import { CLOCK, type ClockPort } from '../parts.ts';
import { restartWorker, startWorker, stopWorker } from './worker-routes.ts';
import { workerViewOf } from './worker-view.ts';

@Controller()
export class RunningController {
  constructor(
    @Inject(WorkerRunning) private readonly running: WorkerRunning,
    @Inject(Announcer) private readonly announcer: Announcer,
    @Inject(CLOCK) private readonly clock: ClockPort,
  ) {}

  @Handles(startWorker)
  async start(
    @Input() { params }: InputOf<typeof startWorker>,
    @Asker() { tenantId, actor }: Caller,
  ): Promise<WorkerView> {
    const { workerId } = params;
    return this.answer(
      tenantId,
      await this.running.start(tenantId, workerId, actor, this.clock.now()),
    );
  }

  @Handles(stopWorker)
  async stop(
    @Input() { params }: InputOf<typeof stopWorker>,
    @Asker() { tenantId, actor }: Caller,
  ): Promise<WorkerView> {
    return this.answer(
      tenantId,
      await this.running.stop(tenantId, params.workerId, actor, this.clock.now()),
    );
  }

  @Handles(restartWorker)
  async restart(
    @Input() { params }: InputOf<typeof restartWorker>,
    @Asker() { tenantId, actor }: Caller,
  ): Promise<WorkerView> {
    const { workerId } = params;
    return this.answer(
      tenantId,
      await this.running.restart(tenantId, workerId, actor, this.clock.now()),
    );
  }

  private async answer(tenantId: string, change: RunningChange): Promise<WorkerView> {
    switch (change.kind) {
      case 'changed': {
        const { id, workspaceId } = change.worker;
        await this.announcer.workerRescheduled({ tenantId, workspaceId, workerId: id });
        return workerViewOf(change.worker, this.clock.now());
      }
      case 'unchanged':
        return workerViewOf(change.worker, this.clock.now());
      case 'suspended':
        throw conflict('WORKER_SUSPENDED', 'The worker is suspended and cannot be changed.');
      case 'unknown':
        throw notFound('worker');
      default:
        return unreachable(change);
    }
  }
}
