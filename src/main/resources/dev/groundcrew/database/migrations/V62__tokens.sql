-- Who may: programs that sign in by a secret of their own.
create table groundcrew_token (
  name varchar(100) primary key,
  token_hash varchar(64) not null unique,
  role varchar(20) not null,
  created_by varchar(120) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone
);
