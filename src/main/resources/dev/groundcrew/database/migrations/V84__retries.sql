-- Whether somebody has retried a run: asked before it is retried once more.
${postgresql}create index groundcrew_run_retries on groundcrew_run (retry_of) where retry_of is not null;
${h2}create index groundcrew_run_retries on groundcrew_run (retry_of);
