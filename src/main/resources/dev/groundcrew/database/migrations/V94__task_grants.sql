-- Who may: operators who are limited to some tasks, by patterns of their names with a blank between
-- them; null is no limit.
alter table groundcrew_user add column tasks varchar(1300);
alter table groundcrew_token add column tasks varchar(1300);
