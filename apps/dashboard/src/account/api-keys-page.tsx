import type { ApiKeyView, CreatedApiKeyView } from '@aispinner/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { apiKeys } from '../api/calls.ts';
import { queries } from '../api/queries.ts';
import { CanButton } from '../app/can-button.tsx';
import { Blank, ErrorNotice, Failed } from '../design/blank.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { toast } from '../design/toast.tsx';
import { formatAgo, formatInstant } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import './account.css';
import { NewApiKeyDialog } from './new-api-key-dialog.tsx';
import { ShownOnce } from './shown-once.tsx';

export function ApiKeysPage(): JSX.Element {
  const { data, error, refetch } = useQuery(queries.apiKeys());
  const [isCreating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedApiKeyView | null>(null);
  const create = (
    <CanButton needs="manage" kind="primary" icon="plus" onClick={() => setCreating(true)}>
      New key
    </CanButton>
  );
  return (
    <div className="page page--narrow">
      <title>API keys · AiSpinner</title>
      <header className="page__head">
        <div>
          <h1>API keys</h1>
          <p className="page__about">
            For scripts and services. The{' '}
            <a className="link" href="/api/docs" target="_blank" rel="noreferrer">
              reference
            </a>{' '}
            says what they can call.
          </p>
        </div>
        {create}
      </header>
      {created !== null && <ShownOnce created={created} onDone={() => setCreated(null)} />}
      <section className="card keys" aria-label="API keys">
        {data === undefined ? (
          error === null ? (
            <KeysSkeleton />
          ) : (
            <Failed error={error} retry={() => void refetch()} />
          )
        ) : data.length === 0 ? (
          <Blank icon="key" title="No keys yet" action={create}>
            A key lets a program do what you can do here, within the scopes you give it.
          </Blank>
        ) : (
          <ul>
            {data.map((each) => (
              <KeyRow key={each.id} apiKey={each} />
            ))}
          </ul>
        )}
      </section>
      {isCreating && <NewApiKeyDialog onCreated={setCreated} onClose={() => setCreating(false)} />}
    </div>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKeyView }): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const nowMs = useNow();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => apiKeys.revoke(apiKey.id),
    async onSuccess() {
      toast(`${apiKey.name} revoked`);
      await client.invalidateQueries({ queryKey: queries.apiKeys().queryKey });
    },
  });
  return (
    <li className="key">
      <div className="key__who">
        <span className="key__name truncate">{apiKey.name}</span>
        <span className="key__facts truncate">
          <code>{apiKey.prefix}…</code> · {apiKey.scopes.join(', ')}
        </span>
      </div>
      <div className="key__times num">
        <span title={formatInstant(apiKey.createdAt)}>
          Made {formatAgo(apiKey.createdAt, nowMs)}
        </span>
        <span className="muted">
          {apiKey.lastUsedAt === null
            ? 'Never used'
            : `Used ${formatAgo(apiKey.lastUsedAt, nowMs)}`}
          {apiKey.expiresAt !== null && ` · until ${formatInstant(apiKey.expiresAt)}`}
        </span>
      </div>
      <CanButton
        needs="manage"
        kind="quiet"
        size="small"
        icon="trash"
        aria-label={`Revoke ${apiKey.name}`}
        onClick={() => setAsking(true)}
      />
      {isAsking && (
        <ConfirmDialog
          title={`Revoke ${apiKey.name}?`}
          text="Whatever uses this key stops working at once. It cannot be brought back."
          verb="Revoke key"
          busy={revoke.isPending}
          error={revoke.error !== null && <ErrorNotice error={revoke.error} />}
          onConfirm={() => revoke.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

function KeysSkeleton(): JSX.Element {
  return (
    <ul aria-busy="true">
      {[120, 88].map((width) => (
        <li className="key" key={width}>
          <div className="key__who">
            <Skeleton width={width} />
            <Skeleton width={width + 60} height={10} />
          </div>
        </li>
      ))}
    </ul>
  );
}
