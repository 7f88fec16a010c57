import { DISK_MAY_WAIT, type Statement } from '@aispinner/platform/postgres';

export interface ClaimedTick {
  readonly tick_id: string;
  readonly workspace_id: string;
  readonly message: unknown;
  readonly turn_weight: number;
  readonly deliveries: number;
  /** Its place among those claimed, as text: the order in which they have their turns. */
  readonly rank: string;
  /** The round in which it has its turn; -1: what was left over from the claim before. */
  readonly round: number;
}

/** Rounds in one claim; the next claim goes on with the next workspaces. */
export const MOST_ROUNDS = 8;

const FREE = `(claimed_until is null or claimed_until <= now())`;

/** Steps from workspace to workspace over the index, so that a long queue of one costs one step. */
const walk = (from: string, until: string): string => `
    select 1 as nth, (
      select workspace_id from bus_ticks
      where ${FREE} and workspace_id > ${from} and ${until} and workspace_id <> all ($3::text[])
      order by workspace_id limit 1
    ) as workspace_id`;

const walkOn = (turns: string, until: string): string => `
    select ${turns}.nth + 1, (
      select workspace_id from bus_ticks
      where ${FREE} and workspace_id > ${turns}.workspace_id and ${until}
        and workspace_id <> all ($3::text[])
      order by workspace_id limit 1
    ) from ${turns} where ${turns}.workspace_id is not null and ${turns}.nth < $1`;

/**
 * Claims at most $1 ticks, for $4 until $5 ms from now, in the order of `FairTurns`: each round a
 * workspace gets as many turns as its weight says. The first to be served is workspace $2, which has $6
 * turns left; then the walk goes on after it, goes round once, and leaves out $3. What other consumers
 * are claiming at this moment is passed over. Joined rows are found by `any` too: a plan that was made
 * while the queue was empty would find them by reading all of it.
 */
export const CLAIM_TICKS: Statement = {
  name: 'ticks claim',
  text: `
  with recursive
  ahead as (${walk('$2', 'true')} union all ${walkOn('ahead', 'true')}),
  behind as (
    ${walk(`''`, 'workspace_id < $2')} union all ${walkOn('behind', 'workspace_id < $2')}
  ),
  turn as (
    select workspace_id, nth from ahead where workspace_id is not null
    union all
    select workspace_id, $1 + nth from behind where workspace_id is not null
    union all
    select $2::text, 2 * $1 + 1 where $2 <> all ($3::text[])
  ),
  candidate as (
    select queued.tick_id, queued.round,
      row_number() over (order by queued.round, turn.nth, queued.place) as rank
    from turn
    cross join lateral (
      select greatest(turn_weight, 1) as turns, case workspace_id when $2 then $6::int else 0 end as left_over
      from bus_ticks
      where workspace_id = turn.workspace_id and ${FREE}
      order by position limit 1
    ) plan
    cross join lateral (
      select tick_id, place, case when place <= left_over then -1
        else (place - left_over - 1) / turns end as round
      from (
        select tick_id, row_number() over (order by position) as place
        from bus_ticks
        where workspace_id = turn.workspace_id and ${FREE}
        order by position limit least(2 * $1, left_over + ${MOST_ROUNDS} * turns)
      ) line
    ) queued
    order by rank limit 2 * $1
  ),
  chosen as (
    select bus_ticks.tick_id, candidate.rank, candidate.round
    from bus_ticks join candidate using (tick_id)
    where ${FREE} and bus_ticks.tick_id = any (array(select tick_id from candidate))
    order by candidate.rank limit $1
    for update of bus_ticks skip locked
  )
  update bus_ticks
  set claimed_by = $4, claimed_until = now() + $5 * interval '1 millisecond',
      deliveries = deliveries + 1
  from chosen
  where bus_ticks.tick_id = chosen.tick_id
    and bus_ticks.tick_id = any (array(select tick_id from chosen))
  returning bus_ticks.tick_id, workspace_id, message, turn_weight, deliveries, chosen.rank,
    chosen.round::int, ${DISK_MAY_WAIT}`,
};

/** Keeps the claims of $1 on the ticks $2 for another $3 ms. */
export const RENEW_TICKS: Statement = {
  name: 'ticks renew',
  text: `
  update bus_ticks set claimed_until = now() + $3 * interval '1 millisecond'
  where tick_id = any ($2::text[]) and claimed_by = $1
  returning ${DISK_MAY_WAIT}`,
};

export const ACKNOWLEDGE_TICKS: Statement = {
  name: 'ticks acknowledge',
  text: `delete from bus_ticks where tick_id = any ($1::text[]) returning ${DISK_MAY_WAIT}`,
};

/** Gives back what $1 claimed and did not begin, as if it had never been delivered. */
export const RETURN_TICKS: Statement = {
  name: 'ticks return',
  text: `
  update bus_ticks set claimed_by = null, claimed_until = null, deliveries = deliveries - 1
  where tick_id = any ($2::text[]) and claimed_by = $1`,
};

/** Has a tick that $1 could not handle delivered again in $3 ms. */
export const DELAY_TICK: Statement = {
  name: 'tick delay',
  text: `
  update bus_ticks set claimed_by = null, claimed_until = now() + $3 * interval '1 millisecond'
  where tick_id = $2 and claimed_by = $1`,
};
