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
