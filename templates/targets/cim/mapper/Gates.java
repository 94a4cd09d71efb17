// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.List;
import kakure.target.PlanException;

/**
 * What images switch off of a layer.
 *
 * @param inputs items: input channels; off in an image where its gate closes them, so that every activation is 0
 * @param outputs items: output channels; off in an image where nobody wants them
 * @param operations input vectors of some of the images, for what is skipped bit by bit; where there are none, one of all ones per image stands for them
 */
public record Gates(OffSets inputs, OffSets outputs, List<Operation> operations) {
  /** @throws IllegalArgumentException if the parts are not of the same images */
  public Gates {
    operations = List.copyOf(operations);
    if (inputs.samples() != outputs.samples()) throw new IllegalArgumentException("gates of inputs on " + inputs.samples() + " images, of outputs on " + outputs.samples());
    for (var o : operations) if (o.image() < 0 || o.image() >= inputs.samples()) throw new IllegalArgumentException("an operation of image " + o.image() + ", but there are " + inputs.samples());
  }

  /** Input gates alone. */
  public static Gates inputs(OffSets inputs, int outputs) {
    return new Gates(inputs, OffSets.none(outputs, inputs.samples()), List.of());
  }

  /** Nothing is ever off; one image. */
  public static Gates none(LayerWeights layer) {
    return inputs(OffSets.none(layer.inputs(), 1), layer.outputs());
  }

  /** The same without operations: what is off for whole vectors, on every image. */
  public Gates alone() {
    return new Gates(inputs, outputs, List.of());
  }

  /** How many images. */
  public int images() {
    return inputs.samples();
  }

  /** Images {@code from} to before {@code to}, and their operations. */
  public Gates between(int from, int to) {
    var some = operations.stream().filter(o -> o.image() >= from && o.image() < to).map(o -> new Operation(o.image() - from, o.values())).toList();
    return new Gates(inputs.between(from, to), outputs.between(from, to), some);
  }

  /** @throws PlanException if they are gates of other channels than the layer's */
  void check(LayerWeights layer) {
    if (inputs.items() != layer.inputs()) throw new PlanException(layer.name() + ": gates of " + inputs.items() + " input channels, the layer has " + layer.inputs());
    if (outputs.items() != layer.outputs()) throw new PlanException(layer.name() + ": gates of " + outputs.items() + " output channels, the layer has " + layer.outputs());
    for (var o : operations)
      if (o.values().length != layer.inputs() * layer.taps()) throw new PlanException(layer.name() + ": an operation of " + o.values().length + " values, the layer reads " + layer.inputs() + " x " + layer.taps());
  }

  /**
   * One input vector: what the kernel sees at one place of a map.
   *
   * @param image whose gates hold, counted from 0
   * @param values activations, 8 bits each, at c taps + t; not to be changed
   */
  public record Operation(int image, byte[] values) {}
}
