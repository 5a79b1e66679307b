package dev.groundcrew.watch.jmx;

import dev.groundcrew.engine.Controls;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.EngineOpened;
import dev.groundcrew.engine.EngineStopping;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.settings.Own;
import dev.groundcrew.settings.Place;
import dev.groundcrew.task.Mode;
import dev.groundcrew.watch.Look;
import dev.groundcrew.watch.Problems;
import dev.groundcrew.watch.RecentRuns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Registers the beans and takes them away again (rule 1 of the package). */
@ApplicationScoped
class Beans {
  private static final Logger LOG = System.getLogger(Beans.class.getName());
  private static final String DOMAIN = "dev.groundcrew:type=";
  private static final String OF_APPLICATION =
      Place.current().application().map(name -> ",application=" + name).orElse("");

  @Inject Instance<Engine> engine;
  @Inject Vitals vitals;
  @Inject Controls controls;
  @Inject RecentRuns recent;
  @Inject Problems problems;

  @Inject @Own Executor executor;

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private volatile Map<String, Vitals.OfTask> known = Map.of();

  // Guarded by this.
  private final Map<String, ObjectName> registered = new HashMap<>();
  private boolean closed;

  synchronized void opened(@Observes EngineOpened event) {
    register("Node", NodeMXBean.class, new NodeBean(event.node(), engine.get(), vitals, problems));
    for (Mode mode : Mode.values()) {
      register(
          "Executor,name=" + mode.name().toLowerCase(Locale.ROOT),
          ExecutorMXBean.class,
          new SlotsBean(mode, vitals, controls));
    }
    register("Executor,name=short-work", ExecutorMXBean.class, new ShortWorkBean(vitals));
    follow(vitals.tasks());
  }

  synchronized void looked(@Observes Look look) {
    if (!closed) {
      follow(look.tasks());
    }
  }

  private void follow(List<Vitals.OfTask> tasks) {
    known = tasks.stream().collect(Collectors.toMap(Vitals.OfTask::name, Function.identity()));
    Set<String> wanted = known.keySet().stream().map(Beans::ofTask).collect(Collectors.toSet());
    for (String name : known.keySet()) {
      if (!registered.containsKey(ofTask(name))) {
        register(ofTask(name), TaskMXBean.class, bean(name));
      }
    }
    var gone = new HashSet<>(registered.keySet());
    gone.removeIf(key -> !key.startsWith("Task,") || wanted.contains(key));
    gone.forEach(this::unregister);
  }

  private static String ofTask(String name) {
    return "Task,name=" + name;
  }

  private TaskBean bean(String name) {
    return new TaskBean(name, this::now, recent, vitals, controls, new OnServerThread(executor));
  }

  /** Fresh where the task still is; as it was where it has just been deleted. */
  private Vitals.OfTask now(String task) {
    return vitals.task(task).orElseGet(() -> known.get(task));
  }

  private <T> void register(String key, Class<T> type, T bean) {
    try {
      ObjectName name = new ObjectName(DOMAIN + key + OF_APPLICATION);
      server.registerMBean(new StandardMBean(InOurLoader.of(type, bean), type, true), name);
      registered.put(key, name);
    } catch (JMException e) {
      // Another Groundcrew on this server has the name. Ours works without.
      LOG.log(
          Level.WARNING, "no MBean {0}{1}{2}: {3}", DOMAIN, key, OF_APPLICATION, e.getMessage());
      registered.put(key, null);
    }
  }

  private void unregister(String key) {
    ObjectName name = registered.remove(key);
    if (name == null) {
      return;
    }
    try {
      server.unregisterMBean(name);
    } catch (JMException e) {
      LOG.log(Level.WARNING, "MBean {0} was not there any more: {1}", name, e.getMessage());
    }
  }

  /** The MBean server outlives the application, and would keep its classes. */
  synchronized void stopping(@Observes EngineStopping event) {
    closed = true;
    Set.copyOf(registered.keySet()).forEach(this::unregister);
  }
}
