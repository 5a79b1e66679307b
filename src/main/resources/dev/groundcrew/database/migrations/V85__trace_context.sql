-- The trace of the request that asked for a run: its W3C traceparent.
alter table groundcrew_run add column traceparent varchar(55);
