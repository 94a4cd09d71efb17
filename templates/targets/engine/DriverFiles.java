// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A host's programs in C, which lie on the class path, and what they must know of a network. */
final class DriverFiles {
  private static final List<String> HOST = List.of("classify.h", "classify.c");
  private static final List<String> SERIAL = List.of("kakure_serial.h", "kakure_serial.c");

  private DriverFiles() {}

  /** Those beside a network's streams, by name. @param loaded whether the engine stands behind a serial loader */
  static Map<String, String> of(EnginePlan plan, boolean loaded) {
    var files = new LinkedHashMap<String, String>();
    files.put("kakure_network.h", NetworkHeader.of(plan, loaded));
    for (var name : HOST) files.put(name, text(name));
    if (loaded) for (var name : SERIAL) files.put(name, text(name));
    return files;
  }

  /** A file by its name. */
  static String text(String name) {
    try (var in = DriverFiles.class.getResourceAsStream("driver/" + name)) {
      if (in == null) throw new IllegalStateException("driver/" + name + " is not on the class path");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
