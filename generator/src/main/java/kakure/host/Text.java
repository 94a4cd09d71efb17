// SPDX-License-Identifier: Apache-2.0
package kakure.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Fixed texts beside this class, with places {@code @NAME@} to be filled in. */
final class Text {
  private Text() {}

  /** The text of a resource with every place filled. @throws IllegalStateException if one is not */
  static String fill(String resource, Map<String, String> parts) {
    String text = read(resource);
    for (var part : parts.entrySet()) text = text.replace("@" + part.getKey() + "@", part.getValue());
    int left = text.indexOf("@");
    while (left >= 0 && left + 1 < text.length() && !Character.isUpperCase(text.charAt(left + 1))) left = text.indexOf("@", left + 1);
    if (left >= 0) throw new IllegalStateException(resource + " has a place that nobody fills: " + text.substring(left, Math.min(text.length(), left + 20)));
    return text;
  }

  private static String read(String resource) {
    try (var in = Text.class.getResourceAsStream(resource)) {
      if (in == null) throw new IllegalStateException(resource + " is not on the class path");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text within a Verilog string that {@code $write} prints: a model's names may hold anything. */
  static String plain(String text) {
    return text.replaceAll("[^A-Za-z0-9 _.,:/()'+-]", "_");
  }
}
