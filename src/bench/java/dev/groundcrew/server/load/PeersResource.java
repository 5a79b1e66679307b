package dev.groundcrew.server.load;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** The same work, as people do it without Groundcrew. One at a time. */
@Path("peers")
public class PeersResource {
  private static final int FAR_MILLIS = 50;
  private static final int IO_THREADS = 4;
  private static final List<AutoCloseable> RUNNING = new ArrayList<>();
  private static volatile boolean stop;

  /** Pieces of work done so far, by whomever. */
  @GET
  public long done() {
    return Work.DONE.sum();
  }

  /** Begins some loops that compute. */
  @POST
  @Path("{kind}/{count}")
  public void start(@PathParam("kind") String kind, @PathParam("count") int count)
      throws SchedulerException {
    stop = false;
    switch (kind) {
      case "executor" -> {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(count);
        RUNNING.add(pool::shutdownNow);
        for (int i = 0; i < count; i++) {
          pool.execute(PeersResource::compute);
        }
      }
      case "executor-io" -> {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(IO_THREADS);
        RUNNING.add(pool::shutdownNow);
        for (int i = 0; i < count; i++) {
          var unused =
              pool.scheduleWithFixedDelay(
                  Work::little, FAR_MILLIS, FAR_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
      case "quartz-io" -> {
        Scheduler quartz = quartz(IO_THREADS);
        for (int i = 0; i < count; i++) {
          quartz.scheduleJob(
              JobBuilder.newJob(Little.class).withIdentity("little-" + i).build(),
              TriggerBuilder.newTrigger()
                  .withSchedule(
                      SimpleScheduleBuilder.simpleSchedule()
                          .withIntervalInMilliseconds(FAR_MILLIS)
                          .repeatForever())
                  .build());
        }
      }
      case "quartz" -> {
        Scheduler quartz = quartz(count);
        for (int i = 0; i < count; i++) {
          quartz.scheduleJob(
              JobBuilder.newJob(Loop.class).withIdentity("loop-" + i).build(),
              TriggerBuilder.newTrigger().startNow().build());
        }
      }
      default -> throw new IllegalArgumentException(kind);
    }
  }

  /** Ends them. */
  @DELETE
  public void end() throws Exception {
    stop = true;
    for (AutoCloseable running : RUNNING) {
      running.close();
    }
    RUNNING.clear();
  }

  private static Scheduler quartz(int threads) throws SchedulerException {
    var properties = new Properties();
    properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(threads));
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    Scheduler quartz = new StdSchedulerFactory(properties).getScheduler();
    RUNNING.add(quartz::shutdown);
    quartz.start();
    return quartz;
  }

  private static void compute() {
    while (!stop) {
      Work.piece();
    }
  }

  /** A wait that is over, as a job of Quartz. */
  public static final class Little implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      Work.little();
    }
  }

  /** A loop as a job of Quartz. */
  public static final class Loop implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      compute();
    }
  }
}
