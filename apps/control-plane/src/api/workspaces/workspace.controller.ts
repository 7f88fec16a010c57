import type { Page, WorkspaceView } from '@aispinner/contracts';
import { unreachable } from '@aispinner/domain';
import { Workspaces, type Workspace } from '@aispinner/persistence';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Caller } from '../auth/caller.ts';
import type { ApiRequest } from '../http/api-request.ts';
import { pageFrom, placeOf } from '../http/cursor.ts';
import { Asker, Handles, Input } from '../http/handles.ts';
import { ID_PLACE } from '../http/path-params.ts';
import { conflict, notFound, quotaExceeded } from '../http/refusal.ts';
import type { InputOf } from '../http/route.ts';
import { LiveStreams } from '../live/live-streams.ts';
import { Removal } from '../workers/removal.ts';
import {
  createWorkspace,
  deleteWorkspace,
  getWorkspace,
  listWorkspaces,
  streamWorkspaceEvents,
  updateWorkspace,
} from './workspace-routes.ts';

@Controller()
export class WorkspaceController {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Removal) private readonly removal: Removal,
    @Inject(LiveStreams) private readonly streams: LiveStreams,
  ) {}

  @Handles(listWorkspaces)
  async list(
    @Input() { query }: InputOf<typeof listWorkspaces>,
    @Asker() caller: Caller,
  ): Promise<Page<WorkspaceView>> {
    const after = placeOf(query.cursor, ID_PLACE);
    const rows = await this.workspaces.list(caller.tenantId, { after, limit: query.limit });
    return pageFrom(rows, query.limit, (row) => row.id, viewOf);
  }

  @Handles(createWorkspace)
  async create(
    @Input() { body }: InputOf<typeof createWorkspace>,
    @Asker() caller: Caller,
  ): Promise<WorkspaceView> {
    const made = await this.workspaces.create(caller.tenantId, body.name, caller.actor);
    switch (made.kind) {
      case 'created':
        return viewOf(made.workspace);
      case 'nameTaken':
        throw nameTaken();
      case 'overQuota':
        throw quotaExceeded(made.quota, made.limit, `Your plan allows ${made.limit} workspaces.`);
      default:
        return unreachable(made);
    }
  }

  @Handles(getWorkspace)
  async get(
    @Input() { params }: InputOf<typeof getWorkspace>,
    @Asker() caller: Caller,
  ): Promise<WorkspaceView> {
    return viewOf(await this.find(caller, params.workspaceId));
  }

  @Handles(updateWorkspace)
  async update(
    @Input() { params, body }: InputOf<typeof updateWorkspace>,
    @Asker() caller: Caller,
  ): Promise<WorkspaceView> {
    const { tenantId, actor } = caller;
    const done = await this.workspaces.rename(tenantId, params.workspaceId, body.name, actor);
    switch (done.kind) {
      case 'renamed':
        return viewOf(done.workspace);
      case 'nameTaken':
        throw nameTaken();
      case 'unknown':
        throw notFound('workspace');
      default:
        return unreachable(done);
    }
  }

  @Handles(deleteWorkspace)
  async remove(
    @Input() { params }: InputOf<typeof deleteWorkspace>,
    @Asker() caller: Caller,
  ): Promise<void> {
    await this.removal.workspace(caller, params.workspaceId);
  }

  @Handles(streamWorkspaceEvents)
  async events(
    @Input() { params }: InputOf<typeof streamWorkspaceEvents>,
    @Asker() caller: Caller,
    @Req() request: ApiRequest,
    @Res() response: Response,
  ): Promise<void> {
    await this.find(caller, params.workspaceId);
    await this.streams.workspaceEvents(request, response, caller, params.workspaceId);
  }

  private async find(caller: Caller, id: string): Promise<Workspace> {
    const workspace = await this.workspaces.find(caller.tenantId, id);
    if (workspace === null) throw notFound('workspace');
    return workspace;
  }
}

function nameTaken(): Error {
  return conflict('NAME_TAKEN', 'The tenant has a workspace of this name.', [
    { path: 'name', message: 'Taken.' },
  ]);
}

function viewOf({ id, name, workers, createdAt, updatedAt }: Workspace): WorkspaceView {
  return {
    id,
    name,
    workers,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
