-- A database as schema version 5 has left it, with rows in every table. A fixture is never changed: it stands for what people have.
create table "groundcrew_schema_history" (
  "installed_rank" int not null,
  "version" varchar(50),
  "description" varchar(200) not null,
  "type" varchar(20) not null,
  "script" varchar(1000) not null,
  "checksum" integer,
  "installed_by" varchar(100) not null,
  "installed_on" timestamp default current_timestamp not null,
  "execution_time" integer not null,
  "success" boolean not null,
  constraint "groundcrew_schema_history_pk" primary key ("installed_rank")
);
create index "groundcrew_schema_history_s_idx" on "groundcrew_schema_history" ("success");
insert into "groundcrew_schema_history" values
  (1, '1', 'runs', 'SQL', 'V1__runs.sql', -1137290029, 'groundcrew', timestamp '2026-11-24 03:00:00', 22, true),
  (2, '2', 'access', 'SQL', 'V2__access.sql', 473933823, 'groundcrew', timestamp '2026-11-24 03:00:00', 7, true),
  (3, '3', 'builtin', 'SQL', 'V3__builtin.sql', 547972062, 'groundcrew', timestamp '2026-11-24 03:00:00', 13, true),
  (4, '4', 'nodes', 'SQL', 'V4__nodes.sql', -2045505917, 'groundcrew', timestamp '2026-11-24 03:00:00', 2, true),
  (5, '5', 'newest first', 'SQL', 'V5__newest_first.sql', 248634125, 'groundcrew', timestamp '2026-11-24 03:00:00', 12, true);

-- What happened: one row a run, final states never change.
create table groundcrew_run (
  id bigint primary key,
  task varchar(63) not null,
  state varchar(10) not null,
  trigger_kind varchar(10) not null,
  node varchar(64) not null,
  scope_node varchar(64) not null,
  durable boolean not null,
  scheduled_for timestamp with time zone,
  queued_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  attempt integer not null,
  crashes integer not null,
  requested_by varchar(100),
  retry_of bigint,
  reason varchar(200),
  message varchar(1000),
  error varchar(200),
  stack text,
  cpu_nanos bigint,
  progress_done bigint not null,
  progress_total bigint not null,
  skips bigint not null,
  last_skip_at timestamp with time zone,
  constraint groundcrew_run_tick unique (task, scope_node, scheduled_for)
);

create index groundcrew_run_queue on groundcrew_run (task, state, id);

-- What a run said: chunks of whole lines, in order.
create table groundcrew_run_log (
  run bigint not null,
  first_line integer not null,
  line_count integer not null,
  lines text not null,
  primary key (run, first_line)
);
-- Who may: people and programs that sign in.
create table groundcrew_user (
  name varchar(100) primary key,
  password_hash varchar(300) not null,
  role varchar(20) not null,
  origin varchar(20) not null,
  created_at timestamp with time zone not null
);
-- What fetch tasks have read: one row a changed version.
create table groundcrew_fetch (
  task varchar(63) not null,
  url varchar(4000) not null,
  fetched_at timestamp with time zone not null,
  etag varchar(300),
  last_modified varchar(100),
  content_type varchar(200) not null,
  sha256 char(64) not null,
  body ${blob} not null,
  primary key (task, fetched_at)
);

-- What monitor tasks have seen: one row a minute and metric. The key's order serves both a chart and the clean-up.
create table groundcrew_monitor_minute (
  task varchar(63) not null,
  node varchar(64) not null,
  minute_at timestamp with time zone not null,
  metric varchar(40) not null,
  least double precision not null,
  average double precision not null,
  most double precision not null,
  samples integer not null,
  primary key (task, node, minute_at, metric)
);
-- Who runs it: one row a node, with what its last life left behind.
create table groundcrew_node (
  name varchar(64) primary key,
  started_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  left_runs varchar(1000)
);
create index groundcrew_run_newest on groundcrew_run (id desc);
create index groundcrew_run_task_newest on groundcrew_run (task, id desc);
create index groundcrew_run_state_newest on groundcrew_run (state, id desc);

insert into groundcrew_run (id, task, state, trigger_kind, node, scope_node, durable, scheduled_for, queued_at, started_at, ended_at,
  attempt, crashes, requested_by, retry_of, reason, message, error, stack, cpu_nanos, progress_done, progress_total, skips, last_skip_at) values
  (101, 'mail', 'SUCCEEDED', 'SCHEDULE', 'node-1', 'node-1', false, timestamp with time zone '2026-11-24 03:00:00+00', timestamp with time zone '2026-11-24 03:00:00+00', timestamp with time zone '2026-11-24 03:00:00.01+00', timestamp with time zone '2026-11-24 03:00:01+00', 1, 0, null, null, null, '3 letters', null, null, 1200000, 3, 3, 0, null),
  (102, 'mail', 'FAILED', 'MANUAL', 'node-1', '', true, null, timestamp with time zone '2026-11-24 03:01:00+00', timestamp with time zone '2026-11-24 03:01:00+00', timestamp with time zone '2026-11-24 03:01:01+00', 1, 0, 'anna', null, null, null, 'java.io.IOException: full', 'java.io.IOException: full', 5, 0, 0, 0, null),
  (103, 'mail', 'SKIPPED', 'SCHEDULE', 'node-1', 'node-1', false, timestamp with time zone '2026-11-24 03:02:00+00', timestamp with time zone '2026-11-24 03:02:00+00', null, timestamp with time zone '2026-11-24 03:02:00+00', 0, 0, null, null, 'overlap', null, null, null, null, 0, 0, 2, timestamp with time zone '2026-11-24 03:03:00+00'),
  (104, 'mail', 'ABANDONED', 'SCHEDULE', 'node-1', 'node-1', false, timestamp with time zone '2026-11-24 03:04:00+00', timestamp with time zone '2026-11-24 03:04:00+00', timestamp with time zone '2026-11-24 03:04:00+00', timestamp with time zone '2026-11-24 03:05:00+00', 1, 1, null, null, 'outcome unknown: the node died', null, null, null, null, 0, 0, 0, null),
  (105, 'mail', 'QUEUED', 'RETRY', '', '', true, null, timestamp with time zone '2026-11-24 03:06:00+00', null, null, 0, 0, 'anna', 102, null, null, null, null, null, 0, 0, 0, null),
  (106, 'rates', 'RUNNING', 'STARTUP', 'node-1', 'node-1', false, null, timestamp with time zone '2026-11-24 03:06:00+00', timestamp with time zone '2026-11-24 03:06:00+00', null, 1, 0, null, null, null, null, null, null, null, 1, 9, 0, null);
insert into groundcrew_run_log (run, first_line, line_count, lines) values (101, 1, 2, '2026-11-24T03:00:00Z INFO one
2026-11-24T03:00:01Z INFO two');
insert into groundcrew_user (name, password_hash, role, origin, created_at) values ('admin', 'pbkdf2', 'administrator', 'GENERATED', timestamp with time zone '2026-11-24 03:00:00+00');
insert into groundcrew_fetch (task, url, fetched_at, etag, last_modified, content_type, sha256, body) values ('rates', 'https://example.org/', timestamp with time zone '2026-11-24 03:00:00+00', null, null, 'text/plain', '0000000000000000000000000000000000000000000000000000000000000000', ${body});
insert into groundcrew_monitor_minute (task, node, minute_at, metric, least, average, most, samples) values ('monitor', 'node-1', timestamp with time zone '2026-11-24 03:00:00+00', 'cpu', 1.0, 2.0, 3.0, 6);
insert into groundcrew_node (name, started_at, stopped_at, left_runs) values ('node-1', timestamp with time zone '2026-11-24 03:00:00+00', null, null);
