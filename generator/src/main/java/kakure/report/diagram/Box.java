// SPDX-License-Identifier: Apache-2.0
package kakure.report.diagram;

/**
 * A box of a diagram.
 *
 * @param id unique in the diagram, of letters, digits and _
 * @param title its first line
 * @param subtitle its second line; may be empty
 * @param kind which decides its colour
 * @param link where a click leads, {@code #ram_64x8}; empty for nowhere
 */
public record Box(String id, String title, String subtitle, Kind kind, String link) {
  /** What a box stands for. */
  public enum Kind {
    /** Logic. */
    UNIT,
    /** A model that a flow replaces: a memory, a clock gate, a macro. */
    MACRO,
    /** Several alike. */
    ARRAY,
    /** Ports of the design. */
    PORT
  }
}
