// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kakure.BadInput;
import kakure.Version;
import kakure.registers.IpXact;

/** {@code --to ipxact}: a component in IEEE 1685-2014. What {@code generate --bus} wrote of its registers and interfaces is handed on. */
record Component() implements Description {
  /** As {@code generate --bus} calls it. */
  private static final String BUS = "component.xml";

  @Override
  public String name() {
    return "ipxact";
  }

  @Override
  public String summary() {
    return "TOP.xml: an IP-XACT component (IEEE 1685-2014): ports and files; of a design on a bus its registers and interfaces, too";
  }

  @Override
  public Map<String, String> texts(Described d) {
    return Map.of(d.top() + ".xml", text(d));
  }

  private static String text(Described d) {
    Path bus = d.design().directory().resolve(BUS);
    if (Files.isRegularFile(bus)) return read(bus);
    return IpXact.of(d.top(), Version.NUMBER, d.title(), List.of(), d.design().ports().stream().map(p -> new IpXact.Pin(p.name(), p.input(), p.width())).toList(), d.files());
  }

  /** A text of the design's folder. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String next(Described d) {
    return "the tool's import of a component: " + d.top() + ".xml";
  }
}
