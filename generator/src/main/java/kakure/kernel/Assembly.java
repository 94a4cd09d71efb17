// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.List;
import java.util.Optional;

/** A block without a template: other blocks, wired. */
public interface Assembly extends Block {
  /**
   * Wires the inside. Called once per distinct record and elaboration.
   *
   * @param m the module to build in
   * @param in {@code In<Sig>}, the input ports
   * @return {@code Out<Sig>}, what drives the output ports
   */
  Record build(Module m, Record in);

  @Override
  default Optional<String> template() {
    return Optional.empty();
  }

  /** Lines of the comment at the head of the emitted file; the first is the equation. */
  default List<String> comment() {
    return List.of();
  }
}
