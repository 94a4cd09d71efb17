// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.ArrayList;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.network.Images;
import kakure.network.Network;
import kakure.network.Shape;

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
  public static int correct(Network network, Images data, String source) {
    refuseOtherShape(network, data, source);
    refuseOtherLabels(network, data, 0, data.count(), source);
    int slices = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, data.count()));
    return IntStream.range(0, slices).parallel().map(slice -> correct(network, data, slice, slices)).sum();
  }

  /**
   * Refuses images that the network cannot read. A network of N x features takes images of as many pixels, channel after channel, row after row, as flattening lays them.
   *
   * @param source named in the message
   * @throws BadInput if the images have another shape than the network reads
   */
  public static void refuseOtherShape(Network network, Images data, String source) {
    boolean flat = network.picture().pixels() == 1 && data.shape().elements() == network.picture().elements();
    if (!flat && !data.shape().equals(network.picture())) throw new BadInput(source + ": images of " + data.shape() + ", but the network " + network.name() + " reads " + network.picture() + " (channels x rows x columns); " + remedy(network.picture(), data.shape()));
  }

  private static String remedy(Shape wanted, Shape given) {
    if (wanted.pixels() == 1 && wanted.channels() > 3) return "a network of features takes images of as many values, " + wanted.elements();
    boolean recolour = wanted.channels() != given.channels();
    if (recolour && wanted.channels() + given.channels() != 4) return "take images or a network of as many channels";
    var options = new ArrayList<String>();
    if (recolour) options.add("--channels " + wanted.channels());
    if (wanted.height() != given.height() || wanted.width() != given.width()) options.add("--resize " + wanted.height() + "x" + wanted.width());
    return String.join(" ", options) + (options.size() == 1 ? " makes" : " make") + " them fit";
  }

  /**
   * Refuses labels that are none of the network's classes.
   *
   * @param source named in the message
   * @throws BadInput naming the first of the images {@code first} to {@code first + count - 1} that has one
   */
  public static void refuseOtherLabels(Network network, Images data, int first, int count, String source) {
    refuseLabels(network.readout().classes(), data, first, count, source + ": image", "network " + network.name());
  }

  /**
   * The same of a network that is not there yet.
   *
   * @param image the message's beginning, behind which the image's number stands
   * @param network as the message calls it
   */
  public static void refuseLabels(int classes, Images data, int first, int count, String image, String network) {
    for (int i = first; i < first + count; i++) {
      if (data.label(i) >= classes) throw new BadInput(image + " " + i + " has the label " + data.label(i) + ", but the " + network + " has " + classes + " classes (0 to " + (classes - 1) + "); give data of these classes, or a network of more");
    }
  }

  private static int correct(Network network, Images data, int slice, int slices) {
    GoldenNetwork golden = new GoldenNetwork(network);
    int correct = 0;
    for (int i = slice; i < data.count(); i += slices) if (golden.label(network.image(data.image(i))) == data.label(i)) correct++;
    return correct;
  }
}
