// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import kakure.BadInput;
import kakure.network.Chain;
import kakure.network.Images;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.network.Window;
import org.junit.jupiter.api.Test;

/** Which images a network takes. */
class AccuracyTest {
  private static final Random RNG = new Random(1);

  private static Network network(Shape input) {
    var chain = new Chain("one", 1, input);
    chain.hidden("fc0", Window.whole(input), Mask.of(3, input.channels(), input.pixels(), (o, c, t) -> (o + c + t) % 3 == 0), null);
    return chain.network();
  }

  private static Images images(int height, int width) {
    var pixels = new byte[5 * height * width];
    RNG.nextBytes(pixels);
    return Images.grey(height, width, pixels, new byte[5]);
  }

  @Test
  void aNetworkOfFeaturesTakesFlattenedImages() {
    var data = images(4, 6);
    var flat = network(new Shape(24, 1, 1));
    int correct = 0;
    for (int i = 0; i < data.count(); i++) if (new GoldenNetwork(flat).label(data.image(i)) == 0) correct++;
    assertThat(Accuracy.correct(flat, data, "data")).isEqualTo(correct);
    assertThatThrownBy(() -> Accuracy.refuseOtherShape(network(new Shape(25, 1, 1)), data, "data")).isInstanceOf(BadInput.class).hasMessage("data: images of 1 x 4 x 6, but the network one reads 25 x 1 x 1 (channels x rows x columns); a network of features takes images of as many values, 25");
  }

  @Test
  void aNetworkOfImagesTakesItsOwnShapeOnly() {
    Accuracy.refuseOtherShape(network(new Shape(1, 4, 6)), images(4, 6), "data");
    assertThatThrownBy(() -> Accuracy.refuseOtherShape(network(new Shape(1, 6, 4)), images(4, 6), "data")).isInstanceOf(BadInput.class);
  }
}
