// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.Set;

/** What of an engine follows the network, by its parameter's name and range in {@link blocks.engine.engine.Engine}. */
enum EngineSize {
  ROWS("rows", 4, 65_536, true),
  MASKS("maskDepth", 1, 32_768, true),
  TAPS("taps", 16, 16_384, true),
  PROGRAM("program", 16, 16_384, true),
  /** Wide enough as usual for what the network's reader lets through; no memory, so only a frugal engine has fewer. */
  SUMS("sumBits", 16, 31, false);

  private final String parameter;
  private final int least;
  private final int most;
  private final boolean shrinks;

  EngineSize(String parameter, int least, int most, boolean shrinks) {
    this.parameter = parameter;
    this.least = least;
    this.most = most;
    this.shrinks = shrinks;
  }

  /** The most that an engine has. */
  int most() {
    return most;
  }

  /** The largest that it may become: what the user gave, or the most that an engine has. */
  int limit(int usual, Set<String> given) {
    return given.contains(parameter) ? usual : most;
  }

  /**
   * The size for a network.
   *
   * @param need of the network
   * @param usual or given size
   * @param given names of parameters that stay as they are
   * @param fit whether it is as small as the network allows
   */
  int of(long need, int usual, Set<String> given, boolean fit) {
    if (given.contains(parameter)) return usual;
    int enough = least(need);
    return fit && shrinks ? enough : Math.max(usual, enough);
  }

  /** The smallest that is enough, or the largest that there is. */
  int least(long need) {
    return (int) Math.max(least, Math.min(most, need));
  }

  /** What to do where it is too small, as the end of a sentence. */
  String advice(long need) {
    return need <= most ? ": --set " + parameter + "=" + need : ", and no engine has more than " + most + (this == ROWS ? "; more channels or pixels a row hold more: --array" : "");
  }
}
