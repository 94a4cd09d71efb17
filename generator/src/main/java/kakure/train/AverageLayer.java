// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;
import kakure.network.TrainedNode;

/** Sums a map's pixels, channel by channel: integers, whose average the next layer's input step makes of them. Its input's gradient is added to what another reader left there. */
final class AverageLayer implements TrainLayer {
  private final String name;
  private final String inputName;
  private final TrainLayer previous;
  private final Maps input;
  private final Maps output;

  /** @param previous the layer that it reads, whose first reader it is */
  AverageLayer(String name, String inputName, TrainLayer previous, Maps input) {
    this.name = name;
    this.inputName = inputName;
    this.previous = previous;
    this.input = input;
    Planes one = new Planes(input.layout().channels(), 1, 1, 0);
    int groups = input.values().length;
    output = new Maps(one, one.allocate(groups), one, one.allocate(groups));
  }

  @Override
  public Maps output() {
    return output;
  }

  @Override
  public void activate(int group) {}

  @Override
  public void forward(Crew crew, boolean settle) {
    crew.run(input.values().length, (g, worker) -> {
      previous.activate(g);
      float[] sums = output.values()[g];
      Arrays.fill(sums, 0f);
      Planes in = input.layout();
      for (int c = 0; c < in.channels(); c++) for (int y = 0; y < in.height(); y++) Elements.total(input.values()[g], in.at(c, y, 0), in.width(), sums, output.layout().at(c, 0, 0));
    });
  }

  @Override
  public void backward(Crew crew, float[][] scratch) {
    crew.run(input.values().length, (g, worker) -> {
      Planes to = input.gradientLayout();
      for (int c = 0; c < to.channels(); c++) for (int y = 0; y < to.height(); y++) Elements.spread(output.gradients()[g], output.gradientLayout().at(c, 0, 0), input.gradients()[g], to.at(c, y, 0), to.width());
    });
  }

  @Override
  public TrainedNode result() {
    return new TrainedNode.Average(name, inputName);
  }
}
