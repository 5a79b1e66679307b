-- A database as schema version 86 has left it, with rows in every table. A fixture is never changed: it stands for what people have.
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
  (1, '1', 'runs', 'SQL', 'V1__runs.sql', -1137290029, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (2, '2', 'access', 'SQL', 'V2__access.sql', 473933823, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (3, '3', 'builtin', 'SQL', 'V3__builtin.sql', 547972062, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (4, '4', 'nodes', 'SQL', 'V4__nodes.sql', -2045505917, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (5, '5', 'newest first', 'SQL', 'V5__newest_first.sql', 248634125, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (6, '20', 'sessions', 'SQL', 'V20__sessions.sql', 339239318, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (7, '40', 'task changes', 'SQL', 'V40__task_changes.sql', 560215016, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (8, '41', 'made tasks', 'SQL', 'V41__made_tasks.sql', 1699285382, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (9, '45', 'figures', 'SQL', 'V45__figures.sql', 616574867, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (10, '50', 'cluster', 'SQL', 'V50__cluster.sql', -1199754965, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (11, '60', 'alerts', 'SQL', 'V60__alerts.sql', -1039219735, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (12, '62', 'tokens', 'SQL', 'V62__tokens.sql', 500267160, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (13, '63', 'audit', 'SQL', 'V63__audit.sql', 1088845323, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (14, '80', 'idempotency keys', 'SQL', 'V80__idempotency_keys.sql', 18366407, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (15, '84', 'retries', 'SQL', 'V84__retries.sql', 1579487013, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (16, '85', 'trace context', 'SQL', 'V85__trace_context.sql', 1293182692, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true),
  (17, '86', 'searches', 'SQL', 'V86__searches.sql', -1780935563, 'groundcrew', timestamp '2026-11-29 03:00:00', 5, true);

-- V1__runs.sql
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

create index groundcrew_run_by_task on groundcrew_run (task, id);
create index groundcrew_run_by_state on groundcrew_run (state, id);
create index groundcrew_run_queue on groundcrew_run (task, state, id);

create table groundcrew_run_log (
  run bigint not null,
  first_line integer not null,
  line_count integer not null,
  lines text not null,
  primary key (run, first_line)
);

-- V2__access.sql
create table groundcrew_user (
  name varchar(100) primary key,
  password_hash varchar(300) not null,
  role varchar(20) not null,
  origin varchar(20) not null,
  created_at timestamp with time zone not null
);

-- V3__builtin.sql
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

-- V4__nodes.sql
create table groundcrew_node (
  name varchar(64) primary key,
  started_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  left_runs varchar(1000)
);

-- V5__newest_first.sql
create index groundcrew_run_newest on groundcrew_run (id desc);
create index groundcrew_run_task_newest on groundcrew_run (task, id desc);
create index groundcrew_run_state_newest on groundcrew_run (state, id desc);
drop index groundcrew_run_by_task;
drop index groundcrew_run_by_state;

-- V20__sessions.sql
alter table groundcrew_user add column must_change_password boolean default false not null;
update groundcrew_user set must_change_password = true where origin = 'GENERATED';

create table groundcrew_session (
  token_hash varchar(64) primary key,
  user_name varchar(100) not null references groundcrew_user (name) on delete cascade,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null
);
create index groundcrew_session_user on groundcrew_session (user_name);

-- V40__task_changes.sql
create table groundcrew_task_change (
  name varchar(63) primary key,
  version bigint not null,
  schedule text,
  changed_at timestamp with time zone not null,
  changed_by varchar(100) not null
);

create index groundcrew_task_change_at on groundcrew_task_change (changed_at);

-- V41__made_tasks.sql
alter table groundcrew_task_change add column made text;
alter table groundcrew_task_change add column confirmed boolean default false not null;
alter table groundcrew_task_change add column rehearsal text;

-- V45__figures.sql
alter table groundcrew_run add column measured varchar(20);
alter table groundcrew_run add column wall_nanos bigint;
alter table groundcrew_run add column cpu_wait_nanos bigint;
alter table groundcrew_run add column others_nanos bigint;
alter table groundcrew_run add column allocated_bytes bigint;
alter table groundcrew_run add column gate_nanos bigint;

-- V50__cluster.sql
create sequence groundcrew_fence;

alter table groundcrew_run add column life bigint default 0 not null;
alter table groundcrew_run add column token bigint default 0 not null;
alter table groundcrew_run add column run_key varchar(200);
alter table groundcrew_run add column parameters text;
alter table groundcrew_run add column priority integer default 1 not null;
alter table groundcrew_run add column ready_at timestamp with time zone;

${postgresql}create index groundcrew_run_waiting on groundcrew_run (task, priority, id) where state = 'QUEUED' and life = 0;
${h2}create index groundcrew_run_waiting on groundcrew_run (task, state, life, priority, id);
drop index groundcrew_run_queue;

${h2}create index groundcrew_run_ticks on groundcrew_run (task, scope_node, scheduled_for desc);

${postgresql}create index groundcrew_run_held on groundcrew_run (life, task) where life > 0;
${h2}create index groundcrew_run_held on groundcrew_run (life, task);

${postgresql}create index groundcrew_run_key on groundcrew_run (run_key, id) where run_key is not null;
${h2}create index groundcrew_run_key on groundcrew_run (run_key, id);

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

alter table groundcrew_node add column life bigint default 0 not null;
alter table groundcrew_node add column state varchar(10) default 'GONE' not null;
alter table groundcrew_node add column heartbeat_at timestamp with time zone;

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

create sequence groundcrew_signal_id;
create table groundcrew_signal (
  id bigint primary key,
  created_at timestamp with time zone not null,
  kind varchar(20) not null,
  target varchar(100) not null
);
create index groundcrew_signal_newest on groundcrew_signal (created_at);

-- V60__alerts.sql
create table groundcrew_alert_rules (
  id integer primary key,
  version bigint not null,
  failures integer not null,
  cool_down_seconds bigint not null,
  kinds varchar(300) not null,
  beat_due_at timestamp with time zone not null
);
insert into groundcrew_alert_rules (id, version, failures, cool_down_seconds, kinds, beat_due_at)
values (1, 1, 3, 600, 'FAILED,RECOVERED,MISSED,LATE,NODE_LOST,QUARANTINED,PROBLEM', current_timestamp);

create table groundcrew_alert_outbox (
  id varchar(40) not null,
  receiver varchar(60) not null,
  created_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  tries integer not null,
  last_error varchar(300),
  body text not null,
  primary key (id, receiver)
);
create index groundcrew_alert_outbox_due on groundcrew_alert_outbox (due_at);

-- V62__tokens.sql
create table groundcrew_token (
  name varchar(100) primary key,
  token_hash varchar(64) not null unique,
  role varchar(20) not null,
  created_by varchar(120) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone
);

-- V63__audit.sql
create table groundcrew_audit (
  id bigint generated by default as identity primary key,
  happened_at timestamp with time zone not null,
  who varchar(120) not null,
  address varchar(60) not null,
  action varchar(20) not null,
  target varchar(300) not null,
  outcome varchar(20) not null,
  status integer not null,
  old_value varchar(4000),
  new_value varchar(4000)
);
create index groundcrew_audit_newest on groundcrew_audit (id desc);
create index groundcrew_audit_age on groundcrew_audit (happened_at);

-- V80__idempotency_keys.sql
create table groundcrew_idempotency_key (
  caller varchar(100) not null,
  idempotency_key varchar(200) not null,
  request char(64) not null,
  run bigint not null,
  created_at timestamp with time zone not null,
  primary key (caller, idempotency_key)
);
create index groundcrew_idempotency_key_age on groundcrew_idempotency_key (created_at);
create index groundcrew_idempotency_key_run on groundcrew_idempotency_key (run);

-- V84__retries.sql
${postgresql}create index groundcrew_run_retries on groundcrew_run (retry_of) where retry_of is not null;
${h2}create index groundcrew_run_retries on groundcrew_run (retry_of);

-- V85__trace_context.sql
alter table groundcrew_run add column traceparent varchar(55);

-- V86__searches.sql
${postgresql}create index groundcrew_run_node_newest on groundcrew_run (node, id desc) where node <> '';
${postgresql}create index groundcrew_run_trigger_newest on groundcrew_run (trigger_kind, id desc) where trigger_kind <> 'SCHEDULE';
${postgresql}create index groundcrew_run_failed_newest on groundcrew_run (task, id desc) where state in ('FAILED', 'TIMED_OUT', 'ABANDONED');

insert into groundcrew_run (id, task, state, trigger_kind, node, scope_node, durable, scheduled_for, queued_at, started_at, ended_at,
  attempt, crashes, requested_by, retry_of, reason, message, error, stack, cpu_nanos, progress_done, progress_total, skips, last_skip_at,
  measured, wall_nanos, cpu_wait_nanos, others_nanos, allocated_bytes, gate_nanos, life, token, run_key, parameters, priority, ready_at, traceparent) values
  (101, 'mail', 'SUCCEEDED', 'SCHEDULE', 'node-1', '', true, timestamp with time zone '2026-11-29 03:00:00+00', timestamp with time zone '2026-11-29 03:00:00+00', timestamp with time zone '2026-11-29 03:00:00.01+00', timestamp with time zone '2026-11-29 03:00:01+00', 1, 0, null, null, null, '3 letters', null, null, 1200000, 3, 3, 0, null, 'WHOLE', 990000000, 0, 0, 4096, 0, 0, 11, null, null, 1, null, null),
  (102, 'mail', 'FAILED', 'MANUAL', 'node-1', '', true, null, timestamp with time zone '2026-11-29 03:01:00+00', timestamp with time zone '2026-11-29 03:01:00+00', timestamp with time zone '2026-11-29 03:01:01+00', 2, 0, 'anna', null, null, null, 'java.io.IOException: full', 'java.io.IOException: full', 5, 0, 0, 0, null, null, null, null, null, null, null, 0, 12, 'letter 7', '{"to":"anna"}', 0, null, '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'),
  (103, 'mail', 'SKIPPED', 'SCHEDULE', 'node-1', '', false, timestamp with time zone '2026-11-29 03:02:00+00', timestamp with time zone '2026-11-29 03:02:00+00', null, timestamp with time zone '2026-11-29 03:02:00+00', 0, 0, null, null, 'the run before has not ended', null, null, null, null, 0, 0, 2, timestamp with time zone '2026-11-29 03:03:00+00', null, null, null, null, null, null, 0, 0, null, null, 1, null, null),
  (104, 'mail', 'ABANDONED', 'CATCH_UP', 'node-1', '', true, timestamp with time zone '2026-11-29 03:04:00+00', timestamp with time zone '2026-11-29 03:04:00+00', timestamp with time zone '2026-11-29 03:04:00+00', timestamp with time zone '2026-11-29 03:05:00+00', 3, 3, null, null, '3 nodes died while it ran', null, null, null, null, 0, 0, 0, null, null, null, null, null, null, null, 0, 15, null, null, 1, null, null),
  (105, 'mail', 'QUEUED', 'RETRY', '', '', true, null, timestamp with time zone '2026-11-29 03:06:00+00', null, null, 0, 0, 'anna', 102, null, null, null, null, null, 0, 0, 0, null, null, null, null, null, null, null, 0, 0, 'letter 7', '{"to":"anna"}', 1, timestamp with time zone '2026-11-29 04:00:00+00', null),
  (106, 'rates', 'RUNNING', 'SCHEDULE', 'node-1', '', true, timestamp with time zone '2026-11-29 03:06:00+00', timestamp with time zone '2026-11-29 03:06:00+00', timestamp with time zone '2026-11-29 03:06:00+00', null, 1, 0, null, null, null, null, null, null, null, 1, 9, 0, null, null, null, null, null, null, null, 10, 16, null, null, 1, null, null);
insert into groundcrew_run_log (run, first_line, line_count, lines) values (101, 1, 2, '2026-11-29T03:00:00Z INFO one
2026-11-29T03:00:01Z INFO two');
insert into groundcrew_attempt (run, attempt, node, token, state, started_at, ended_at, reason, error, stack) values (102, 1, 'node-1', 9, 'FAILED', timestamp with time zone '2026-11-29 03:01:00+00', timestamp with time zone '2026-11-29 03:01:00+00', null, 'java.io.IOException: full', 'java.io.IOException: full');
insert into groundcrew_user (name, password_hash, role, origin, created_at, must_change_password) values ('admin', 'pbkdf2', 'administrator', 'GENERATED', timestamp with time zone '2026-11-29 03:00:00+00', true);
insert into groundcrew_session (token_hash, user_name, created_at, last_used_at) values ('abc', 'admin', timestamp with time zone '2026-11-29 03:00:00+00', timestamp with time zone '2026-11-29 03:00:00+00');
insert into groundcrew_token (name, token_hash, role, created_by, created_at, expires_at, last_used_at) values ('ci', 'def', 'operator', 'admin', timestamp with time zone '2026-11-29 03:00:00+00', timestamp with time zone '2027-11-29 03:00:00+00', null);
insert into groundcrew_audit (happened_at, who, address, action, target, outcome, status, old_value, new_value) values (timestamp with time zone '2026-11-29 03:00:00+00', 'admin', '127.0.0.1', 'PUT', 'tasks/mail/schedule', 'DONE', 200, null, '{"cron":"0 3 * * *"}');
insert into groundcrew_fetch (task, url, fetched_at, etag, last_modified, content_type, sha256, body) values ('rates', 'https://example.org/', timestamp with time zone '2026-11-29 03:00:00+00', null, null, 'text/plain', '0000000000000000000000000000000000000000000000000000000000000000', ${body});
insert into groundcrew_monitor_minute (task, node, minute_at, metric, least, average, most, samples) values ('monitor', 'node-1', timestamp with time zone '2026-11-29 03:00:00+00', 'cpu', 1.0, 2.0, 3.0, 6);
insert into groundcrew_node (name, started_at, stopped_at, left_runs, life, state, heartbeat_at) values ('node-1', timestamp with time zone '2026-11-29 03:00:00+00', null, null, 10, 'ACTIVE', timestamp with time zone '2026-11-29 03:06:00+00');
insert into groundcrew_task (name, paused_at, paused_by, pause_reason, paused_until, quarantined_at, quarantine_reason) values ('mail', timestamp with time zone '2026-11-29 03:00:00+00', 'anna', 'the printer is broken', null, timestamp with time zone '2026-11-29 03:05:00+00', '3 nodes died while a run of it was under way');
insert into groundcrew_signal (id, created_at, kind, target) values (1, timestamp with time zone '2026-11-29 03:00:00+00', 'TASK_STATE', 'mail');
insert into groundcrew_task_change (name, version, schedule, changed_at, changed_by, made, confirmed, rehearsal) values ('mail', 3, '{"cron":"0 3 * * *"}', timestamp with time zone '2026-11-29 03:00:00+00', 'anna', null, false, null);
insert into groundcrew_alert_outbox (id, receiver, created_at, due_at, tries, last_error, body) values ('a', 'chat', timestamp with time zone '2026-11-29 03:00:00+00', timestamp with time zone '2026-11-29 03:00:00+00', 1, null, '{}');
insert into groundcrew_idempotency_key (caller, idempotency_key, request, run, created_at) values ('anna', 'k', '0000000000000000000000000000000000000000000000000000000000000000', 102, timestamp with time zone '2026-11-29 03:01:00+00');
