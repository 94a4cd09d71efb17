// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.target.Transactions;

/** {@code kakure_network.h}: a {@code struct kakure_engine} of classify.h with what {@code streams.json} says of the network and its streams, so that nobody types numbers. */
final class NetworkHeader {
  private static final String HEAD = """
      /* SPDX-License-Identifier: Apache-2.0
       * The network on %s, for classify.h: what streams.json says of it. Copy kakure_network, and point bytes of its words at what the files hold. */
      #ifndef KAKURE_NETWORK_H
      #define KAKURE_NETWORK_H

      #include "classify.h"

      """;

  private NetworkHeader() {}

  /** The text. @param loaded whether the engine stands behind a serial loader, whose files have the picture at a place of their own */
  static String of(EnginePlan plan, boolean loaded) {
    var text = new StringBuilder(String.format(Locale.ROOT, HEAD, plan.engine().moduleName()));
    // a loaded engine's image.bin begins with the start, each word behind the number of its stream
    if (loaded) text.append("enum { KAKURE_SERIAL_FIRST = ").append(plan.start().remaining() + plan.start().remaining() / bytes(plan, "cfg")).append(" }; /* byte of image.bin at which the picture's words begin */\n\n");
    var readout = plan.network().readout();
    text.append(doubles("scale", readout.scale())).append(doubles("bias", readout.bias()));
    var intake = plan.network().intake();
    if (!intake.sameLevels()) text.append(array("uint8_t", "levels", IntStream.range(0, 256).mapToObj(b -> String.valueOf(intake.levels()[b] & 255)).toList()));
    intake.fold().ifPresent(w -> text.append("static const struct kakure_fold kakure_fold = {").append(numbers(fold(intake.picture(), w))).append("};\n"));
    text.append("\nstatic const struct kakure_engine kakure_network = {\n");
    text.append("  ").append(numbers(shape(plan))).append(",\n");
    text.append("  kakure_scale, kakure_bias, ").append(intake.sameLevels() ? "NULL" : "kakure_levels").append(", ").append(intake.fold().isPresent() ? "&kakure_fold" : "NULL").append(",\n");
    text.append("  ").append(words(plan, "cfg", plan.descriptors(true))).append(", ").append(words(plan, "cfg", plan.tapTable())).append(", ").append(words(plan, "cfg", plan.start())).append(", ")
        .append(words(plan, "msk", plan.masks())).append(", ").append(words(plan, "rqc", plan.scales())).append(", ").append(plan.kept() ? 1 : 0).append("\n};\n\n#endif\n");
    return text.toString();
  }

  private static List<Integer> shape(EnginePlan plan) {
    var e = plan.engine();
    var in = plan.network().input();
    var image = plan.image();
    return List.of(e.tci(), e.pixels(), e.drain(), in.channels(), in.height(), in.width(), plan.spread().group(), image.pitch(), image.groupRows(), image.planes() ? image.planeRows() : 0, plan.layers().size(), plan.network().readout().classes());
  }

  private static List<Integer> fold(Shape picture, Window w) {
    return List.of(picture.channels(), picture.height(), picture.width(), w.kernelHeight(), w.kernelWidth(), w.stride(), w.padTop(), w.padLeft());
  }

  private static int bytes(EnginePlan plan, String stream) {
    return Transactions.of(plan.engine(), stream).bytes();
  }

  private static String words(EnginePlan plan, String stream, ByteBuffer words) {
    return "{NULL, " + words.remaining() / bytes(plan, stream) + ", " + bytes(plan, stream) + "}";
  }

  private static String doubles(String name, double[] values) {
    return array("double", name, Arrays.stream(values).mapToObj(String::valueOf).toList());
  }

  private static String array(String type, String name, List<String> values) {
    return "static const " + type + " kakure_" + name + "[" + values.size() + "] = {" + String.join(", ", values) + "};\n";
  }

  private static String numbers(List<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
