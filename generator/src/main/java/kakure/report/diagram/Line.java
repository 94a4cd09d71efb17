// SPDX-License-Identifier: Apache-2.0
package kakure.report.diagram;

/**
 * An arrow of a diagram.
 *
 * @param from id of a box
 * @param to id of a box
 * @param bits that go along it; 0 where nobody knows
 * @param said what they are, for who points at the line
 */
public record Line(String from, String to, int bits, String said) {}
