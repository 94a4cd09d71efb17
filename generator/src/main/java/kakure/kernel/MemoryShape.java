// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

/** A block that is a memory: listed in {@code memories.json}, so that a file list can put a macro in its place. */
public interface MemoryShape {
  /** Bits of a word. */
  int width();

  /** Words. */
  int depth();

  /** Separately written parts of a word; 1 where only whole words are written. */
  int lanes();

  /** Ports that read or write at the same time. */
  int ports();
}
