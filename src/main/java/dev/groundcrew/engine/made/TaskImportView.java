package dev.groundcrew.engine.made;

import java.util.List;

/**
 * What an import has done, or would do.
 *
 * @param dryRun whether nothing was stored
 * @param tasks those of the document, by name
 */
public record TaskImportView(boolean dryRun, List<Item> tasks) {
  /**
   * What becomes of a task.
   *
   * @param change CREATED, CHANGED, UNCHANGED, or KEPT if its type is not in this application
   */
  public record Item(String name, String change) {}

  static TaskImportView of(boolean dryRun, List<TaskImport.Outcome> outcomes) {
    return new TaskImportView(
        dryRun,
        outcomes.stream()
            .map(outcome -> new Item(outcome.name(), outcome.change().name()))
            .toList());
  }
}
