-- Who runs it: one row a node, with what its last life left behind.
create table groundcrew_node (
  name varchar(64) primary key,
  started_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  left_runs varchar(1000)
);
