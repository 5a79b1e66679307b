package dev.groundcrew.engine.made;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.engine.Catalogue;
import dev.groundcrew.engine.Declaration;
import dev.groundcrew.engine.Declaration.Maker;
import dev.groundcrew.engine.Task;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.ProblemException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the tasks of a document, or other tasks of those that are there: all of them or none.
 * Immutable.
 */
final class TaskImport {
  private final Catalogue catalogue;
  private final Database database;
  private final TaskMaker maker;
  private final TaskChanges changes;

  TaskImport(Catalogue catalogue, Database database, TaskMaker maker, TaskChanges changes) {
    this.catalogue = catalogue;
    this.database = database;
    this.maker = maker;
    this.changes = changes;
  }

  /** What becomes of a task. */
  enum Change {
    CREATED,
    CHANGED,
    UNCHANGED,
    /** Its type is not in this application: it stays what it is. */
    KEPT
  }

  /**
   * A task of a document.
   *
   * @param item where it stands, which takes its faults
   * @param made what it shall be; empty if this application does not have its type
   */
  record Entry(JsonBody item, String name, Optional<MadeTask> made) {}

  /** What becomes of the task of a name. */
  record Outcome(String name, Change change) {}

  private record Step(Change change, StoredTask stored) {}

  /**
   * Imports.
   *
   * @param dryRun whether everything is looked at and nothing is stored
   * @return what became of each task, by name
   * @throws ProblemException 400 with every fault, 409 if somebody else made one of the tasks in
   *     this moment; then nothing has changed
   * @throws DatabaseException if it could not be stored; then nothing has changed
   */
  List<Outcome> run(JsonBody document, List<Entry> entries, boolean dryRun, String who) {
    // Everybody locks in the same order.
    List<Entry> ordered = entries.stream().sorted(Comparator.comparing(Entry::name)).toList();
    List<Step> steps = stored(document, ordered, dryRun, who);
    if (!dryRun) {
      steps.stream().filter(TaskImport::changes).map(Step::stored).forEach(changes::apply);
    }
    return steps.stream().map(step -> new Outcome(step.stored().name(), step.change())).toList();
  }

  private List<Step> stored(JsonBody document, List<Entry> entries, boolean dryRun, String who) {
    try {
      return database.transaction(
          sql -> {
            var steps = new ArrayList<Step>();
            Instant now = sql.now();
            for (Entry entry : entries) {
              steps.add(step(sql, entry, now, who));
            }
            document.check();
            for (Step step : steps) {
              if (!dryRun && changes(step)) {
                TaskChanges.write(sql, step.stored());
              }
            }
            return steps;
          });
    } catch (DatabaseException e) {
      if (e.duplicateKey()) {
        throw ProblemException.conflict(
            "One of the tasks was made by somebody else in this moment: put the document again");
      }
      throw e;
    }
  }

  private static boolean changes(Step step) {
    return step.change() == Change.CREATED || step.change() == Change.CHANGED;
  }

  private Step step(Sql sql, Entry entry, Instant now, String who) throws SQLException {
    String name = entry.name();
    StoredTask before = TaskChangeTable.lock(sql, name).orElse(StoredTask.none(name));
    if (entry.made().isEmpty()) {
      return new Step(Change.KEPT, before);
    }
    Optional<Task> there = catalogue.find(name);
    if (there.filter(task -> task.declared().maker() != Maker.REST).isPresent()) {
      entry
          .item()
          .fault("/name", "is taken by a task of the code or the configuration: choose another");
      return new Step(Change.KEPT, before);
    }
    MadeTask next = sound(entry, before);
    if (before.inForce().equals(Optional.of(next))) {
      return new Step(Change.UNCHANGED, before);
    }
    return new Step(
        before.made().isPresent() ? Change.CHANGED : Change.CREATED,
        before.made(next).due(Optional.empty()).next(now, who));
  }

  /** The task with its secrets; its faults are told to where it stands. */
  private MadeTask sound(Entry entry, StoredTask before) {
    MadeTask said = entry.made().orElseThrow();
    Secrets secrets = Secrets.of(maker, said.type());
    MadeTask unmasked =
        secrets.unmasked(
            secrets.kept(said, before.made()),
            before.made(),
            (secret, mend) -> entry.item().fault("/parameters/" + secret, mend));
    StoredTask candidate = StoredTask.none(entry.name()).made(unmasked);
    try {
      Declaration declaration = changes.check(candidate);
      before.made().ifPresent(made -> refuseAnother(entry, made, before, declaration));
    } catch (InvalidAttributes e) {
      for (AttributeFault fault : e.faults()) {
        entry.item().fault(TaskFields.pointer(fault), fault.mend());
      }
    }
    return candidate.inForce().orElseThrow();
  }

  /** What a task is cannot change under runs that wait. */
  private void refuseAnother(
      Entry entry, MadeTask made, StoredTask before, Declaration declaration) {
    if (!made.type().equals(declaration.type().orElseThrow())) {
      entry.item().fault("/type", "cannot change: delete the task and make it anew");
      return;
    }
    Declaration now;
    try {
      now = changes.check(before);
    } catch (InvalidAttributes e) {
      // It does not fit its type any more and has no mode to keep: this import mends it.
      return;
    }
    if (now.definition().mode() != declaration.definition().mode()) {
      entry.item().fault("/mode", "cannot change: delete the task and make it anew");
    }
  }
}
