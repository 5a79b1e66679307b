-- Who holds a run, and since when: grows with each claim, so that a late write of an earlier holder is refused.
create sequence groundcrew_fence;

alter table groundcrew_run add column life bigint default 0 not null;
alter table groundcrew_run add column token bigint default 0 not null;
alter table groundcrew_run add column run_key varchar(200);
alter table groundcrew_run add column parameters text;
alter table groundcrew_run add column priority integer default 1 not null;
alter table groundcrew_run add column ready_at timestamp with time zone;

-- What a claim reads. PostgreSQL keeps only what waits; H2 has no partial index and wants the order of the query.
${postgresql}create index groundcrew_run_waiting on groundcrew_run (task, priority, id) where state = 'QUEUED' and life = 0;
${h2}create index groundcrew_run_waiting on groundcrew_run (task, state, life, priority, id);
drop index groundcrew_run_queue;

-- The newest tick of a task.
${h2}create index groundcrew_run_ticks on groundcrew_run (task, scope_node, scheduled_for desc);

-- What each life of a node holds: few rows, since an ended run is held by nobody.
${postgresql}create index groundcrew_run_held on groundcrew_run (life, task) where life > 0;
${h2}create index groundcrew_run_held on groundcrew_run (life, task);

-- A key has at most one run that has not ended. Looked up under the lock of its task.
${postgresql}create index groundcrew_run_key on groundcrew_run (run_key, id) where run_key is not null;
${h2}create index groundcrew_run_key on groundcrew_run (run_key, id);

-- Attempts that did not end their run; the last one is the run's own row.
create table groundcrew_attempt (
  run bigint not null,
  attempt integer not null,
  node varchar(64) not null,
  token bigint not null,
  state varchar(10) not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone not null,
  reason varchar(200),
  error varchar(200),
  stack text,
  primary key (run, attempt)
);

-- A life is one start of a node; its number comes from the sequence above.
alter table groundcrew_node add column life bigint default 0 not null;
alter table groundcrew_node add column state varchar(10) default 'GONE' not null;
alter table groundcrew_node add column heartbeat_at timestamp with time zone;

-- What people and the engine say of a task. Its row is also the lock under which the cluster decides on overlap.
-- The row named * is the whole: held while it is paused.
create table groundcrew_task (
  name varchar(63) primary key,
  paused_at timestamp with time zone,
  paused_by varchar(100),
  pause_reason varchar(200),
  paused_until timestamp with time zone,
  quarantined_at timestamp with time zone,
  quarantine_reason varchar(200)
);
insert into groundcrew_task (name) values ('*');

-- What nodes tell each other. Read by time, since ids become visible out of order.
create sequence groundcrew_signal_id;
create table groundcrew_signal (
  id bigint primary key,
  created_at timestamp with time zone not null,
  kind varchar(20) not null,
  target varchar(100) not null
);
create index groundcrew_signal_newest on groundcrew_signal (created_at);
