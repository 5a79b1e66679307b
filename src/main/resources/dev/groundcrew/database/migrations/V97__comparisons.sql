-- One task in every mode that it could have, side by side: asked for on one node, read on all.
create table groundcrew_comparison (
  id bigint primary key,
  task varchar(63) not null,
  node varchar(64) not null,
  requested_by varchar(100) not null,
  state varchar(10) not null,
  reason varchar(1000),
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  overdue_at timestamp with time zone not null,
  cancelled_by varchar(100),
  modes varchar(50) not null,
  runs integer not null,
  together integer not null,
  rounds integer not null,
  figures text not null
);
create index groundcrew_comparison_task on groundcrew_comparison (task, id);
