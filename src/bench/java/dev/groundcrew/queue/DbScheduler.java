package dev.groundcrew.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.groundcrew.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * db-scheduler as its documentation tunes it for PostgreSQL and throughput: lock and fetch in one
 * statement, immediate execution. It keeps no history.
 */
final class DbScheduler implements Contender {
  private static final String[] TABLE = {
    """
    create table scheduled_tasks (
      task_name text not null, task_instance text not null, task_data bytea,
      execution_time timestamp with time zone not null, picked boolean not null, picked_by text,
      last_success timestamp with time zone, last_failure timestamp with time zone,
      consecutive_failures int, last_heartbeat timestamp with time zone, version bigint not null,
      priority smallint, primary key (task_name, task_instance))
    """,
    "create index execution_time_idx on scheduled_tasks (execution_time)",
    "create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)",
  };

  private final TestDatabase tables;
  private final OneTimeTask<Void> task;
  private final Scheduler scheduler;
  private final AtomicLong numbers = new AtomicLong();

  DbScheduler(TestDatabase tables, Runnable body) {
    this(tables, body, List.of(), Duration.ofSeconds(10));
  }

  /** One with tasks that are due again and again. */
  DbScheduler(
      TestDatabase tables, Runnable body, List<RecurringTask<Void>> recurring, Duration polling) {
    this.tables = tables;
    for (String statement : TABLE) {
      tables.execute(statement);
    }
    task = Tasks.oneTime("bench").execute((instance, context) -> body.run());
    scheduler =
        Scheduler.create(tables.dataSource(), task)
            .startTasks(recurring)
            .threads(THREADS)
            .pollUsingLockAndFetch(1.0, 4.0)
            .pollingInterval(polling)
            .enableImmediateExecution()
            .build();
  }

  private TaskInstance<Void> instance() {
    return task.instance(Long.toString(numbers.incrementAndGet()));
  }

  @Override
  public void store(int count) {
    var all = new ArrayList<TaskInstance<?>>();
    for (int i = 0; i < count; i++) {
      all.add(instance());
    }
    scheduler.scheduleBatch(all, Instant.now());
  }

  @Override
  public void start() {
    scheduler.start();
  }

  @Override
  public void submit() {
    scheduler.schedule(instance(), Instant.now());
  }

  @Override
  public long left() {
    return tables.number("select count(*) as n from scheduled_tasks");
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
