-- Who may: the one-time password has to be changed, and people stay signed in by sessions.
alter table groundcrew_user add column must_change_password boolean default false not null;
update groundcrew_user set must_change_password = true where origin = 'GENERATED';

create table groundcrew_session (
  token_hash varchar(64) primary key,
  user_name varchar(100) not null references groundcrew_user (name) on delete cascade,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null
);
create index groundcrew_session_user on groundcrew_session (user_name);
