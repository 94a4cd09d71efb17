// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.function.IntFunction;
import kakure.BadInput;
import kakure.data.Part;
import kakure.data.Picture;
import kakure.data.Wish;
import kakure.network.Images;
import kakure.network.Network;
import kakure.network.golden.Accuracy;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which images a run takes: all of a data set or some, with labels or without, or one picture. */
final class RunImages {
  /** Of an image without a label. */
  private static final int NONE = -1;

  @Mixin
  private DataOptions data;

  @Option(names = "--image", paramLabel = "FILE", description = "One picture in place of --data, PNG or JPEG, of the model's size; its class is printed.")
  private Path image;

  @Option(names = "--count", paramLabel = "N", description = "How many images; all if not given.")
  private Integer count;

  @Option(names = "--first", paramLabel = "I", description = "The first image's number (${DEFAULT-VALUE}).")
  private int first;

  /**
   * What is run.
   *
   * @param first number, @param count of the images
   * @param labelled whether they have labels
   * @param image of a number, as the pixels that the hardware reads; @param label of a number, below 0 for none
   */
  record Chosen(int first, int count, boolean labelled, IntFunction<byte[]> image, IntFunction<Integer> label) {}

  /** Whether the user said what is to be run. */
  boolean given() {
    return data.given() || image != null;
  }

  /** Whether it is one picture of the user's own. */
  boolean one() {
    return image != null;
  }

  /** @throws BadInput for images that the network does not read, or numbers that the data do not hold */
  Chosen chosen(Network network) {
    if (data.given() == (image != null)) throw new BadInput(image == null ? "--data PATH or --image FILE is missing: what is to be run" : "--data and --image: give one of them");
    if (count != null && count < 1) throw new BadInput("--count " + count + ": must be 1 or more");
    if (image != null) {
      if (first != 0 || count != null && count != 1) throw new BadInput("--image " + image + " is one image, so it takes neither --count nor --first");
      byte[] pixels = picture(network, image, data.wish());
      return new Chosen(0, 1, false, i -> pixels, i -> NONE);
    }
    Images images = data.readEvenUnlabelled(Part.TEST);
    Accuracy.refuseOtherShape(network, images, data.source());
    int n = count == null ? Math.max(1, images.count() - Math.max(0, first)) : count;
    if (first < 0 || first > images.count() - n) {
      throw new BadInput("--first " + first + (count == null ? "" : " --count " + count) + ": " + data.source() + " holds " + images.count() + " images, numbered from 0");
    }
    if (images.labelled()) Accuracy.refuseOtherLabels(network, images, first, n, data.source());
    return new Chosen(first, n, images.labelled(), i -> network.image(images.image(i)), images.labelled() ? images::label : i -> NONE);
  }

  /** One picture as the pixels that the hardware reads. @throws BadInput if it is none, or has another size or other channels than the network's images */
  static byte[] picture(Network network, Path image, Wish wish) {
    Picture picture = wish.apply(Picture.read(image));
    Accuracy.refuseOtherShape(network, new Images(picture.shape(), picture.samples(), new byte[0]), image.toString());
    return network.image(picture.samples());
  }

  /** What the user calls an image. */
  String name(int number) {
    return image != null ? image.toString() : "image " + number;
  }
}
