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

create index groundcrew_run_by_task on groundcrew_run (task, id);
create index groundcrew_run_by_state on groundcrew_run (state, id);
create index groundcrew_run_queue on groundcrew_run (task, state, id);

-- What a run said: chunks of whole lines, in order.
create table groundcrew_run_log (
  run bigint not null,
  first_line integer not null,
  line_count integer not null,
  lines text not null,
  primary key (run, first_line)
);
