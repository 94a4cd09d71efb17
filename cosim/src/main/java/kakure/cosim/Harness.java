// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The C++ sources of testbench/, which travel inside the jar. */
final class Harness {
  /** Compiled once per set of options. */
  static final List<String> FIXED = List.of("sim_main.cpp", "session.cpp", "channel.cpp", "streams.cpp", "sweep.cpp", "verilated_hooks.cpp");
  /** Compiled per design. */
  static final String MODEL = "model.cpp";
  private static final List<String> HEADERS = List.of("protocol.h", "channel.h", "model.h", "streams.h", "sweep.h", "toggles.h", "session.h");
  private static final Map<String, byte[]> SOURCES = load();

  private Harness() {}

  private static Map<String, byte[]> load() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (List<String> names : List.of(FIXED, HEADERS, List.of(MODEL))) {
      for (String name : names) {
        try (InputStream in = Harness.class.getResourceAsStream("/testbench/" + name)) {
          if (in == null) throw new IllegalStateException("testbench/" + name + " is not in the jar");
          all.put(name, in.readAllBytes());
        } catch (IOException e) {
          throw new IllegalStateException("testbench/" + name + " cannot be read", e);
        }
      }
    }
    return all;
  }

  static void addTo(Hash hash) {
    SOURCES.forEach((name, bytes) -> hash.add(name).add(bytes));
  }

  static void write(Path directory) throws IOException {
    for (Map.Entry<String, byte[]> e : SOURCES.entrySet()) Files.write(directory.resolve(e.getKey()), e.getValue());
  }
}
