-- Every index costs each run a write or more. On PostgreSQL the primary key reads in either direction, whoever asks for a state asks for
-- what is rare, and a run without a due time is no tick.
${postgresql}drop index groundcrew_run_newest;
${postgresql}drop index groundcrew_run_state_newest;
${postgresql}create index groundcrew_run_state_newest on groundcrew_run (state, id desc) where state <> 'SUCCEEDED';
${postgresql}alter table groundcrew_run drop constraint groundcrew_run_tick;
${postgresql}create unique index groundcrew_run_tick on groundcrew_run (task, scope_node, scheduled_for) where scheduled_for is not null;
