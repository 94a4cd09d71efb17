// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.util.List;
import java.util.Map;

/** Makes what brings words of several streams in by bytes, and an answer's out: one module, whose ports are those of the library's serial loader. */
@FunctionalInterface
public interface Loader {
  /**
   * The Verilog by file name, each file named after its module, the loader's last.
   *
   * @param words bytes of a word of each stream into the design, in their order
   * @param answer bytes of a word of the stream out of it
   * @throws kakure.BadInput where there is no loader of that shape
   */
  Map<String, String> files(List<Integer> words, int answer);
}
