-- What is alerted: one row for the cluster. beat_due_at says when the next call of the heartbeat URL is due.
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

-- Alerts on their way: one row a message and receiver, gone once delivered.
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
