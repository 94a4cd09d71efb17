// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a flow made.
 *
 * @param files by name, as they are handed to the user
 * @param fill of the part after the last step
 * @param figures further ones, by their keys in {@code flow.json}: numbers and texts
 * @param netlist directory with the Verilog of what was placed and routed, and with a {@code design.json} whose ports are those of the board; nothing where there is none
 * @param boards directory with the same as {@link #BOARDS} loaded boards side by side, whose streams carry a byte of each a beat; nothing where there is none
 */
public record Made(Map<String, byte[]> files, Fill fill, Map<String, Object> figures, Optional<Path> netlist, Optional<Path> boards) {
  /** Boards that run side by side: as many as a word of a processor has bits. */
  public static final int BOARDS = 64;

  /** With a netlist of one board at most. */
  public Made(Map<String, byte[]> files, Fill fill, Map<String, Object> figures, Optional<Path> netlist) {
    this(files, fill, figures, netlist, Optional.empty());
  }

  /** Copies the maps, in their order. */
  public Made {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** The clock in MHz. */
  public double mhz() {
    return (Double) figures.getOrDefault(MHZ, 0.0);
  }

  /** Key of the clock at which the design closes, in MHz. */
  public static final String MHZ = "mhz";
  /** Key of what a reader of the figures must know: sentences, a list of them. */
  public static final String NOTES = "notes";
}
