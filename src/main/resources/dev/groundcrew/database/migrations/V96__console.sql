-- What each node did, every quarter of a minute: the timeline and the list of nodes show it. Kept for three days.
create table groundcrew_load (
  node varchar(64) not null,
  taken_at timestamp with time zone not null,
  requests bigint not null,
  in_flight integer not null,
  p99_nanos bigint,
  cpu_mille integer,
  heap_bytes bigint not null,
  heap_most bigint not null,
  threads integer not null,
  runs integer not null,
  skew_millis bigint not null,
  primary key (node, taken_at)
);
create index groundcrew_load_newest on groundcrew_load (taken_at);

-- Free search of what runs said. Only a run that has ended says anything, so the queue pays nothing for it. What separates
-- words is said here and in dev.groundcrew.run.Words. Its small pending list keeps both inserts and searches short.
${postgresql}create index groundcrew_run_words on groundcrew_run using gin (to_tsvector('simple', translate(coalesce(message, '') || ' ' || coalesce(error, '') || ' ' || coalesce(reason, ''), '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', '                                '))) with (gin_pending_list_limit = 1024) where coalesce(message, error, reason) is not null;
