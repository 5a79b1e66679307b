-- Lists show the newest first. H2 reads an index in its own direction only, and sorts everything where none fits.
create index groundcrew_run_newest on groundcrew_run (id desc);
create index groundcrew_run_task_newest on groundcrew_run (task, id desc);
create index groundcrew_run_state_newest on groundcrew_run (state, id desc);
drop index groundcrew_run_by_task;
drop index groundcrew_run_by_state;
