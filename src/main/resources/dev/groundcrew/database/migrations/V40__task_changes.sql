-- What people have changed of tasks over REST: one row a task. A row stays when a change is taken back, so that its version only grows.
create table groundcrew_task_change (
  name varchar(63) primary key,
  version bigint not null,
  schedule text,
  changed_at timestamp with time zone not null,
  changed_by varchar(100) not null
);

create index groundcrew_task_change_at on groundcrew_task_change (changed_at);
