// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.memory.ram.Ram;
import java.util.ArrayList;
import java.util.List;

/**
 * A memory of an engine, as a user counts them.
 *
 * @param name what it holds
 * @param copies of it: two where one is filled while the other one is read
 * @param entries of a copy
 * @param bits of an entry
 */
public record EngineMemory(String name, int copies, int entries, int bits) {
  /** Name of the memory that program and taps share, where they do. */
  public static final String PLAN = "program and taps";

  /** Names of the stores. */
  public static final String KEPT_MASKS = "kept masks", KEPT_CONSTANTS = "kept constants";

  /** All memories of an engine: activations, masks, constants, taps, program, and stores of masks and constants where it has them. */
  public static List<EngineMemory> of(Engine e) {
    Ram masks = e.maskMemory(), scales = e.scaleMemory();
    var all = new ArrayList<>(List.of(
        new EngineMemory("activations", 2, e.rows(), 8 * e.tci() * e.pixels()), new EngineMemory("masks", 2, masks.depth() / 2, masks.width()), new EngineMemory("constants", 2, scales.depth() / 2, scales.width())));
    if (e.joined()) all.add(of(PLAN, e.planMemory()));
    else all.addAll(List.of(of("taps", e.tapMemory()), of("program", e.programMemory())));
    if (e.keeps()) all.addAll(List.of(of(KEPT_MASKS, e.maskStore()), of(KEPT_CONSTANTS, e.constantStore())));
    return List.copyOf(all);
  }

  private static EngineMemory of(String name, Ram memory) {
    return new EngineMemory(name, 1, memory.depth(), memory.width());
  }

  /** All its bits. */
  public long size() {
    return (long) copies * entries * bits;
  }
}
