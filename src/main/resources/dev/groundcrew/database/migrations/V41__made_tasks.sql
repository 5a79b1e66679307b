-- Tasks that people make of types over REST: what they are, and for those that destroy something whether a person has
-- confirmed it and what the rehearsal said.
alter table groundcrew_task_change add column made text;
alter table groundcrew_task_change add column confirmed boolean default false not null;
alter table groundcrew_task_change add column rehearsal text;
