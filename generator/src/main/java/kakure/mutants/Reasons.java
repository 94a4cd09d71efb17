// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kakure.BadInput;

/** Why survivors survive, mostly that they are no faults: a line {@code BLOCK | MUTATION, as printed | REASON} each. */
public final class Reasons {
  /** No arguments. */
  public static final Reasons NONE = new Reasons(List.of());

  private record Line(String block, String mutation, String reason) {}

  private final List<Line> lines;

  private Reasons(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Reads a file; empty lines and lines that begin with # are left out. @throws BadInput where a line has another form */
  public static Reasons read(Path file) {
    try {
      var lines = new ArrayList<Line>();
      int number = 0;
      for (var text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        if (text.isBlank() || text.startsWith("#")) continue;
        var fields = text.split(" \\| ", 3);
        if (fields.length != 3) throw new BadInput(file + ", line " + number + ": give BLOCK | MUTATION | REASON");
        lines.add(new Line(fields[0].trim(), fields[1].trim(), fields[2].trim()));
      }
      return new Reasons(lines);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The reason that is given for a survivor. */
  public Optional<String> of(String block, Mutation mutation) {
    return lines.stream().filter(l -> l.block.equals(block) && mutation.toString().equals(l.mutation)).map(Line::reason).findFirst();
  }
}
