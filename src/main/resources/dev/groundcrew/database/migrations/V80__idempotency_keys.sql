-- Requests that named themselves by an Idempotency-Key: who sends one again gets the run that it made.
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
