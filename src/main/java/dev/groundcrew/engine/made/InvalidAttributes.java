package dev.groundcrew.engine.made;

import dev.groundcrew.task.AttributeFault;
import java.util.List;
import java.util.stream.Collectors;

/** Says which attributes of a task are wrong, and how to mend each. */
final class InvalidAttributes extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<AttributeFault> faults;

  InvalidAttributes(List<AttributeFault> faults) {
    super(faults.stream().map(AttributeFault::toString).collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  List<AttributeFault> faults() {
    return faults;
  }
}
