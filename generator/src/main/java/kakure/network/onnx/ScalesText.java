// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.Arrays;
import java.util.function.Function;
import kakure.BadInput;
import kakure.network.Scaled;

/** Scales of planes as metadata write them: numbers above 0 with commas between them, one list for all output channels or one for each, with semicolons between them. */
final class ScalesText {
  private ScalesText() {}

  /** @return per output channel, of which the layer has so many, one scale of each plane */
  static double[][] read(String text, int outputs, Function<String, BadInput> bad) {
    String[] lists = text.split(";", -1);
    if (lists.length != 1 && lists.length != outputs) throw bad.apply("has scales for " + lists.length + " output channels, but the layer has " + outputs + ": give one list for all, or one for each, with ; between them");
    double[][] scales = new double[outputs][];
    for (int o = 0; o < outputs; o++) scales[o] = o < lists.length ? list(lists[o], bad) : scales[0];
    for (int o = 0; o < outputs; o++) if (scales[o].length != scales[0].length) throw bad.apply("has " + scales[0].length + " scales for output channel 0 and " + scales[o].length + " for output channel " + o + ": all have as many planes");
    return scales;
  }

  private static double[] list(String text, Function<String, BadInput> bad) {
    String[] parts = text.split(",", -1);
    if (parts.length > Scaled.MAX_PLANES || !Arrays.stream(parts).allMatch(p -> Precisions.number(p, false))) throw bad.apply("has " + Refusals.quote(text) + ": 1 to " + Scaled.MAX_PLANES + " scales above 0, such as \"0.5,0.25\", or for each output channel \"0.5,0.25;0.4,0.3\"");
    double[] scales = Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
    if (Arrays.stream(scales).sum() > Float.MAX_VALUE) throw bad.apply("has " + Refusals.quote(text) + ": scales whose sum no weight of 32 bits holds");
    return scales;
  }
}
