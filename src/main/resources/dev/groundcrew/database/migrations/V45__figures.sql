-- What a run used. Its cpu_nanos are there already; measured says what of the CPU time is known, and why not all of it.
alter table groundcrew_run add column measured varchar(20);
alter table groundcrew_run add column wall_nanos bigint;
alter table groundcrew_run add column cpu_wait_nanos bigint;
alter table groundcrew_run add column others_nanos bigint;
alter table groundcrew_run add column allocated_bytes bigint;
alter table groundcrew_run add column gate_nanos bigint;
