package dev.groundcrew.task;

import java.util.Map;
import java.util.stream.Collectors;

/** Says which parameters of a task are wrong, and how to mend each. */
public final class InvalidParameters extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> faults;

  /**
   * @param faults fault by parameter name, not empty
   */
  public InvalidParameters(Map<String, String> faults) {
    super(
        faults.entrySet().stream()
            .map(fault -> fault.getKey() + " " + fault.getValue())
            .collect(Collectors.joining("; ")));
    this.faults = Map.copyOf(faults);
  }

  /** Each fault by the name of its parameter. */
  public Map<String, String> faults() {
    return faults;
  }
}
