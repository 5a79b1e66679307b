/**
 * When a task is due.
 *
 * <p>Purpose: a schedule that people can trust, the same on every node, across every change of the
 * clocks, and that says in words what it does.
 *
 * <h2>Kinds</h2>
 *
 * <ol>
 *   <li>Fixed rate, fixed delay, cron, once, never; around any of them a window, excluded dates and
 *       a jitter. {@link dev.groundcrew.schedule.Schedule#next} answers strictly after the instant
 *       it is given, so a schedule never fires twice for one due time.
 *   <li>A schedule knows no clock and no task. A fixed delay is asked with the end of the last run,
 *       every other with any instant.
 * </ol>
 *
 * <h2>Cron expressions</h2>
 *
 * <ol start="3">
 *   <li>Five fields: minute, hour, day of month, month, day of week. Six: the second before them.
 *       Or {@code @yearly @annually @monthly @weekly @daily @midnight @hourly}. Names of months and
 *       weekdays have three letters; capitals do not matter. Sunday is 0 and 7.
 *   <li>A field is a list of values, ranges {@code a-b}, steps {@code a-b/n}, {@code a/n} (from a
 *       to the end) and {@code *&#47;n}. The week of a step ends with Saturday; a range may end
 *       with SUN. A range that ends before it begins is refused.
 *   <li>Only day of month: {@code L} the last day, {@code L-3} three days before it, {@code LW} the
 *       last working day (Monday to Friday), {@code 15W} the working day nearest to the 15th in the
 *       same month (a month without that day has none). Only day of week: {@code FRIL} or {@code
 *       5L} the last Friday of the month, {@code MON#2} the second Monday. Both: {@code ?} for any.
 *       The meanings are those that Quartz documents; the numbers of weekdays are cron's.
 *   <li>If neither day of month nor day of week begins with {@code *} or {@code ?}, a day need
 *       match only one of them, as in Vixie cron; else it must match both.
 *   <li>Every bound is checked before anything is expanded. An expression that never fires is
 *       refused, whether the calendar ({@code 0 0 30 2 *}) or the clock changes of its zone are the
 *       cause.
 * </ol>
 *
 * <h2>Changes of the clocks, after Vixie cron</h2>
 *
 * <ol start="8">
 *   <li>An expression is <em>interval-like</em> if its second, minute or hour field begins with
 *       {@code *}; else its times are <em>fixed</em>. {@code @hourly} is interval-like.
 *   <li>Interval-like: due at every instant at which a clock on the wall shows a matching time. So
 *       it runs in both of two doubled hours, and a gap is not made up for: {@code *&#47;30 * * *
 *       *} stays 30 minutes apart, whatever the clocks do by the hour or by half.
 *   <li>Fixed, a local time that comes twice: due at the first coming only.
 *   <li>Fixed, local times that do not exist: all those that one gap skips give one due time
 *       together, the first instant after the gap. A time that matches exactly there is the same
 *       due time: one run, not two. A gap of a whole day (Samoa, 2011-12-30) is a gap like any
 *       other.
 *   <li>Which day a skipped time belongs to is decided before it is moved: {@code 30 23 31 12 *}
 *       skipped by a gap at midnight is due on the first of January.
 * </ol>
 *
 * <h2>Around a schedule</h2>
 *
 * <ol start="13">
 *   <li>A window lets due times from its first instant, included, to its last, excluded, through.
 *   <li>An excluded date lets none of its instants through; the date counts after a skipped time
 *       was moved.
 *   <li>Jitter moves a due time later by a distance that follows from the seed and that due time
 *       alone, below the distance to the next one.
 *   <li>Due times lie in the years 1 to 9999. A step of a cron expression costs about the same
 *       whatever the distance to the next due time; none looks further than the 400 years after
 *       which the calendar repeats itself.
 * </ol>
 *
 * Out of scope: what is missed while the application is down, overlapping runs, and runs at
 * start-up ({@code engine}).
 */
package dev.groundcrew.schedule;
