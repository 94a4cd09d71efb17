// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.spec.BlockSpec;

/**
 * Why survivors survive, mostly that they are no faults: {@code reasons.txt} in the block's folder, a line {@code MUTATION, as printed | REASON} each.
 *
 * @param known reasons by mutation
 */
public record Reasons(Map<String, String> known) {
  private static final String FILE = "reasons.txt";

  /** Copies the map. */
  public Reasons {
    known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
  }

  /** Reads the file beside a specification's class, if there is one; empty lines and lines that begin with # are left out. @throws BadInput where a line has another form */
  public static Reasons of(BlockSpec<?> spec) {
    try (var in = spec.getClass().getResourceAsStream(FILE)) {
      return in == null ? new Reasons(Map.of()) : read(FILE + " of " + spec.name(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Reasons read(String file, String text) {
    var known = new LinkedHashMap<String, String>();
    int number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) continue;
      var fields = line.split(" \\| ", 2);
      if (fields.length != 2) throw new BadInput(file + ", line " + number + ": give MUTATION | REASON");
      known.put(fields[0].trim(), fields[1].trim());
    }
    return new Reasons(known);
  }

  /** The reason that is given for a survivor. */
  public Optional<String> of(Mutation mutation) {
    return Optional.ofNullable(known.get(mutation.toString()));
  }
}
