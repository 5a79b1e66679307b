package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {
  private final ReadyQueue queue = new ReadyQueue();

  private static Run run(long id, String task) {
    return Run.queued(id, task, Origin.startup(), "a", Instant.EPOCH);
  }

  private List<Long> pollAll() {
    var ids = new ArrayList<Long>();
    for (Optional<Run> next = queue.poll(task -> true);
        next.isPresent();
        next = queue.poll(task -> true)) {
      ids.add(next.get().id());
    }
    return ids;
  }

  @Test
  void servesTasksInTurnSoThatAFloodDelaysOthersByOneRun() {
    queue.add(run(1, "flood"));
    queue.add(run(2, "flood"));
    queue.add(run(3, "flood"));
    queue.add(run(4, "quiet"));

    assertThat(pollAll()).containsExactly(1L, 4L, 2L, 3L);
  }

  @Test
  void passesOverTasksThatMayNotStart() {
    queue.add(run(1, "full"));
    queue.add(run(2, "free"));

    assertThat(queue.poll(task -> task.equals("free")).orElseThrow().id()).isEqualTo(2);
    assertThat(queue.poll(task -> task.equals("free"))).isEmpty();
    assertThat(queue.size("full")).isEqualTo(1);
  }

  @Test
  void takesARunOutAndPutsOneBackToTheHead() {
    queue.add(run(1, "a"));
    queue.add(run(2, "a"));
    assertThat(queue.remove(1)).isPresent();
    assertThat(queue.remove(1)).isEmpty();
    queue.addFirst(run(3, "a"));

    assertThat(pollAll()).containsExactly(3L, 2L);
  }

  @Test
  void drainsEverything() {
    queue.add(run(1, "a"));
    queue.add(run(2, "b"));

    assertThat(queue.drain()).extracting(Run::id).containsExactly(1L, 2L);
    assertThat(pollAll()).isEmpty();
  }
}
