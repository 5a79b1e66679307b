package dev.groundcrew.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All rounds of one way at one load. */
record Cell(Load load, Way way, List<Seen> rounds) {
  static Cell of(Load load, Way way) {
    return new Cell(load, way, new ArrayList<>());
  }

  double median(ToDoubleFunction<Seen> figure) {
    return Sample.of(rounds, figure).median();
  }

  String spread(ToDoubleFunction<Seen> figure, String format) {
    return Sample.of(rounds, figure).inWords(format);
  }

  /** The median of the ratios to another cell, round by round. */
  double ratio(Cell to, ToDoubleFunction<Seen> figure) {
    double[] ratios = new double[rounds.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(to.rounds.get(i));
    }
    return new Sample(ratios).median();
  }
}
