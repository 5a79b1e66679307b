package dev.groundcrew.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a CDI bean a background task.
 *
 * <p>The method takes nothing, one {@link TaskContext}, one record with the parameters of the run,
 * or both in this order. The record is read from the JSON that the submitter gave: each component
 * must be there unless it is an {@link java.util.Optional}. A run whose parameters cannot be read
 * fails, names the field, and is not tried again. If it returns a {@link
 * java.util.concurrent.CompletionStage} the task is {@link Mode#ASYNC}; any other return value is
 * kept as the run's message. It is called through its bean's contextual reference, so interceptors
 * such as {@code @Transactional} apply, and a request scope is active for each attempt. It must not
 * be private, static or final, since those bypass the bean.
 *
 * <p>Every attribute but the name can be overridden by MicroProfile Config: {@code
 * groundcrew.task.<name>.<attribute>}, the attribute in kebab case. An empty value here means "not
 * set". A wrong declaration fails the deployment with a message that names class, method and mend.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BackgroundTask {
  /** The task's name, unique in the application: {@code [a-z0-9][a-z0-9-]{0,62}}. */
  String name();

  /** What the task does, for people. */
  String description() default "";

  /** Whom to ask about the task. */
  String owner() default "";

  /** Words to find the task by. */
  String[] tags() default {};

  /** A link to what to do when the task fails. */
  String runbook() default "";

  /** A cron expression such as {@code 0 3 * * *}, read in {@link #zone()}. */
  String cron() default "";

  /** A fixed rate as an ISO-8601 duration such as {@code PT15S}; 10 ms at least. */
  String every() default "";

  /** The time from the end of one run to the start of the next, as an ISO-8601 duration. */
  String delay() default "";

  /** One single instant such as {@code 2026-11-24T03:00:00Z}; a run missed is not made up for. */
  String at() default "";

  /**
   * The time zone of {@link #cron()} and {@link #except()}, such as {@code Europe/Berlin}; else
   * {@code groundcrew.zone}.
   */
  String zone() default "";

  /**
   * By how much each due time may be later, as an ISO-8601 duration of a day at most, so that tasks
   * do not all hit at once. How much follows from the task's name and the due time.
   */
  String jitter() default "";

  /** The first instant at which the schedule holds. */
  String from() default "";

  /** The first instant at which the schedule no longer holds. */
  String until() default "";

  /** Dates such as {@code 2026-12-25} on which the schedule does not hold. */
  String[] except() default {};

  /** Whether a run starts with the application. */
  boolean atStartup() default false;

  /** The place among the tasks that start with the application: lower first, then by name. */
  int order() default 0;

  /** At most one: how the task holds threads. Without it, see rule 4 of the package. */
  Mode[] mode() default {};

  /** At most one: where a due task runs; {@link Scope#EVERY_NODE} if none. */
  Scope[] scope() default {};

  /** At most one: what to do while an earlier run has not ended; {@link Overlap#SKIP} if none. */
  Overlap[] overlap() default {};

  /**
   * How many runs may be under way at once if {@link #overlap()} is {@link Overlap#ALLOW}: on each
   * node, or in the cluster for {@link Scope#ONCE_PER_CLUSTER}. 1 to 10,000; 0 for no limit.
   */
  int concurrency() default 0;

  /**
   * At most one: what becomes of due times that passed while nothing could run the task; without it
   * {@link Missed#RUN_ONCE} for cron, else {@link Missed#SKIP}.
   */
  Missed[] missed() default {};

  /** How many missed due times {@link Missed#RUN_ALL} makes up for, 1 to 1,000; 0 for ten. */
  int missedMost() default 0;

  /** How many attempts a run has in all, 1 to 100; 0 for one. Crashes of nodes are not counted. */
  int attempts() default 0;

  /** The pause before the second attempt as an ISO-8601 duration, then doubled; else PT10S. */
  String backoff() default "";

  /** The longest pause between attempts as an ISO-8601 duration; else PT1H. */
  String maxBackoff() default "";

  /**
   * At most one: what becomes of a durable run whose node died or stopped under it; {@link
   * AfterCrash#RERUN} if none.
   */
  AfterCrash[] afterCrash() default {};

  /** Whether the task waits, at its start and at checkpoints, while requests need the machine. */
  boolean yields() default true;

  /**
   * Whether POOLED runs of the task get a processor only when nobody else wants it: on Linux in the
   * kernel's idle class, on threads of a pool of their own. For code that computes and holds no
   * lock and no connection meanwhile, since whoever needs those would wait for it.
   */
  boolean idle() default false;

  /**
   * Whether its code may run any number of times, several at once, whenever somebody asks, without
   * harm. Only such a task can be compared in the modes that it could have ({@code POST
   * /api/tasks/{name}/compare}).
   */
  boolean repeatable() default false;

  /** How long an attempt may take, as an ISO-8601 duration; no limit if not set. */
  String timeout() default "";
}
