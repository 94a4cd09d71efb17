// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;
import kakure.network.TrainedNode;

/**
 * A block's end: y = round(clamp(v + r)), v the normalised sums of its last convolution, r what the block read or the shortcut's activations, in the same steps.
 *
 * <p>It is the first in the backward pass to write the gradient of what the block read: the other readers add theirs.
 */
final class AddLayer implements TrainLayer {
  private final String name;
  private final String sumsName;
  private final String residualName;
  private final LinearLayer sums;
  /** Null where the block's input itself is added. */
  private final LinearLayer shortcut;
  private final Maps read;
  private final Maps residual;
  private final Maps output;

  /**
   * An addition.
   *
   * @param sums the last convolution
   * @param shortcut null for none
   * @param read what the block reads
   * @param border that the next layer's padding wants
   */
  AddLayer(String name, String sumsName, String residualName, LinearLayer sums, LinearLayer shortcut, Maps read, int border) {
    this.name = name;
    this.sumsName = sumsName;
    this.residualName = residualName;
    this.sums = sums;
    this.shortcut = shortcut;
    this.read = read;
    residual = shortcut == null ? read : shortcut.output();
    Planes acc = sums.acc;
    Planes layout = new Planes(acc.channels(), acc.height(), acc.width(), border);
    int groups = read.values().length;
    output = new Maps(layout, layout.allocate(groups), acc, acc.allocate(groups));
  }

  @Override
  public Maps output() {
    return output;
  }

  @Override
  public void activate(int g) {
    if (shortcut != null) shortcut.activate(g);
    Planes acc = sums.acc;
    for (int o = 0; o < acc.channels(); o++)
      for (int y = 0; y < acc.height(); y++)
        Elements.add(sums.accumulators[g], acc.at(o, y, 0), sums.statistics.scale[o], sums.statistics.shift[o], residual.values()[g], residual.layout().at(o, y, 0), output.values()[g], output.layout().at(o, y, 0), acc.width());
  }

  @Override
  public void forward(Crew crew, boolean settle) {}

  @Override
  public void backward(Crew crew, float[][] scratch) {
    crew.run(read.values().length, (g, worker) -> {
      if (shortcut != null) clear(g);
      Planes acc = sums.acc;
      for (int o = 0; o < acc.channels(); o++)
        for (int y = 0; y < acc.height(); y++)
          Elements.addGradient(sums.accumulators[g], acc.at(o, y, 0), sums.statistics.scale[o], sums.statistics.shift[o], residual.values()[g], residual.layout().at(o, y, 0), output.gradients()[g], output.gradientLayout().at(o, y, 0),
              sums.gradient[g], sums.grad.at(o, y, 0), residual.gradients()[g], residual.gradientLayout().at(o, y, 0), acc.width());
    });
  }

  private void clear(int g) {
    Planes to = read.gradientLayout();
    for (int c = 0; c < to.channels(); c++) for (int y = 0; y < to.height(); y++) Arrays.fill(read.gradients()[g], to.at(c, y, 0), to.at(c, y, to.width()), 0f);
  }

  @Override
  public TrainedNode result() {
    return new TrainedNode.Sum(name, sumsName, residualName, Net.STEP);
  }
}
