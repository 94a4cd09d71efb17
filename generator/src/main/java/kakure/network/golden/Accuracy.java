// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.network.IdxData;
import kakure.network.Network;

/** How many images of a set the integer network labels as the set does. */
public final class Accuracy {
  private Accuracy() {}

  /**
   * Labels every image, in slices that run side by side.
   *
   * @param source named in messages
   * @return images with the right label, 0 to {@code data.count()}
   * @throws BadInput if the images have another shape than the network reads
   */
  public static int correct(Network network, IdxData data, String source) {
    refuseOtherShape(network, data, source);
    int slices = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, data.count()));
    return IntStream.range(0, slices).parallel().map(slice -> correct(network, data, slice, slices)).sum();
  }

  /**
   * Refuses images that the network cannot read. A network of N x features takes images of as many pixels, channel after channel, row after row, as flattening lays them.
   *
   * @param source named in the message
   * @throws BadInput if the images have another shape than the network reads
   */
  public static void refuseOtherShape(Network network, IdxData data, String source) {
    boolean flat = network.input().pixels() == 1 && data.shape().elements() == network.input().elements();
    if (!flat && !data.shape().equals(network.input())) throw new BadInput(source + ": images of " + data.shape() + ", but the network " + network.name() + " reads " + network.input());
  }

  private static int correct(Network network, IdxData data, int slice, int slices) {
    GoldenNetwork golden = new GoldenNetwork(network);
    int correct = 0;
    for (int i = slice; i < data.count(); i += slices) if (golden.label(network.image(data.image(i))) == data.label(i)) correct++;
    return correct;
  }
}
