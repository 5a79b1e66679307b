-- Searches of a long history, the newest first: what is rare in it. Nearly every run is of a schedule and succeeds,
-- and is found without these; a run that waits has no node yet. H2 has no partial index, and one node.
${postgresql}create index groundcrew_run_node_newest on groundcrew_run (node, id desc) where node <> '';
${postgresql}create index groundcrew_run_trigger_newest on groundcrew_run (trigger_kind, id desc) where trigger_kind <> 'SCHEDULE';
${postgresql}create index groundcrew_run_failed_newest on groundcrew_run (task, id desc) where state in ('FAILED', 'TIMED_OUT', 'ABANDONED');
