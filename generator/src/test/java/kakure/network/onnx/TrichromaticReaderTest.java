// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import kakure.BadInput;
import kakure.network.Folding;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.network.TrainedGraph;
import kakure.network.TrainedNode;
import kakure.network.Trichromatic;
import kakure.network.Weights;
import kakure.network.Window;
import org.junit.jupiter.api.Test;

/** Trichromatic weights in files, beside hidden ones: what is written is read back, and what does not fit is refused. */
class TrichromaticReaderTest {
  private static final float MAGNITUDE = (float) Math.sqrt(.37);
  private static final String KEY = "kakure.planes.a";

  private static TrainedGraph graph(Weights first) {
    SplittableRandom rng = new SplittableRandom(3);
    Mask last = Mask.of(5, 6, 9, (o, c, t) -> rng.nextBoolean());
    List<TrainedNode> nodes = List.of(
        new TrainedNode.Layer("a", Network.IMAGE, Window.square(3, 1, 1), first, MAGNITUDE, Folding.identity(6), .05f, true),
        new TrainedNode.Layer("z", "a", Window.whole(new Shape(6, 3, 3)), new Hidden(last, 1), .25f, null, 0, false));
    return new TrainedGraph("net", 9, new Shape(2, 6, 6), 1f / 255, nodes);
  }

  private static Trichromatic weights(int least, int most) {
    int[] w = new SplittableRandom(5).ints(6 * 18, least, most + 1).toArray();
    return Trichromatic.of(6, 2, 9, (o, c, t) -> w[(o * 2 + c) * 9 + t]);
  }

  /** @param change of the code of layer a; null takes it away */
  private static Network read(UnaryOperator<String> change) throws Exception {
    ModelProto.Builder model = ModelProto.parseFrom(OnnxWriter.bytes(graph(weights(-2, 2)))).toBuilder();
    for (int i = 0; i < model.getMetadataPropsCount(); i++) {
      StringStringEntryProto entry = model.getMetadataProps(i);
      if (!entry.getKey().equals(KEY)) continue;
      String code = change.apply(entry.getValue());
      if (code == null) model.removeMetadataProps(i);
      else model.setMetadataProps(i, entry.toBuilder().setValue(code));
    }
    return OnnxReader.read("model.onnx", "net", model.build().toByteArray());
  }

  private static void refused(String message, UnaryOperator<String> change) {
    assertThatThrownBy(() -> read(change)).isInstanceOf(BadInput.class).hasMessageStartingWith("model.onnx: ").hasMessageContaining(message);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (Trichromatic w : List.of(weights(-2, 2), weights(-1, 1), weights(1, 2), weights(0, 0))) {
      TrainedGraph graph = graph(w);
      Network network = OnnxReader.read("model.onnx", "net", OnnxWriter.bytes(graph));
      assertThat(network).isEqualTo(graph.quantise());
      assertThat(((Linear) network.node("a").op()).weights()).isEqualTo(w);
      assertThat(network.bits()).as("no precisions").isZero();
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused("times the magnitude " + .75 * MAGNITUDE + " that the metadata give: trichromatic weights are 0, +-1 and +-2 times as large", code -> .75 * MAGNITUDE + " trichromatic");
    refused("times the magnitude " + .5 * MAGNITUDE, code -> .5 * MAGNITUDE + " trichromatic");
    refused("metadata \"kakure.planes.a\" is \"0 trichromatic\": a number above 0 and bits of 1 to 8, such as \"0.125 8\" or \"0.125 8,6,7\", or a number and trichromatic", code -> "0 trichromatic");
    refused("metadata \"kakure.planes.a\" is \"trichromatic\"", code -> "trichromatic");
    refused("steps of the 2-bit code that the metadata give", code -> code.replace("trichromatic", "2"));
    // without a word they would be a mask of another seed
    refused("the signs of layer 0 are not those that seed 9 gives", code -> null);
  }
}
