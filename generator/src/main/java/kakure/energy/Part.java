// SPDX-License-Identifier: Apache-2.0
package kakure.energy;

/**
 * A share of a design's energy: what an instance of its top takes with all that is in it, or what no cell of it drives.
 *
 * @param name of the instance in the top's Verilog; of the rest what it is
 * @param module that it is an instance of; empty for what is none
 * @param cells of the library in it
 * @param size of which its energy in a cycle is a multiple, by the rule of {@link Rule}: area in the library's unit; of the clock's net the load of the pins that it clocks, of other nets that no cell drives how many there are
 */
public record Part(String name, String module, int cells, double size) {}
