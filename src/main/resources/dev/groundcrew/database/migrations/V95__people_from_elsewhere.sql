-- Who may: users whom somebody else checks, by what they are called there for ever; null is a user
-- with a password of ours. And the sign-ins with an OpenID provider that have been used.
alter table groundcrew_user add column subject varchar(500);

create table groundcrew_openid_used (
  state_hash varchar(64) primary key,
  used_at timestamp with time zone not null
);
