-- Who may: people and programs that sign in.
create table groundcrew_user (
  name varchar(100) primary key,
  password_hash varchar(300) not null,
  role varchar(20) not null,
  origin varchar(20) not null,
  created_at timestamp with time zone not null
);
