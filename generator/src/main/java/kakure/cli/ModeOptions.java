// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import kakure.BadInput;
import kakure.train.LadderConfig;
import kakure.train.TrainConfig;
import kakure.train.WeightKind;
import picocli.CommandLine.Option;

/** Of {@code train}: whether weights serve several precisions, and which, or are found as connectivity, sign and magnitude. */
final class ModeOptions {
  private static final String HIDDEN = "hidden";
  private static final String PROGRESSIVE = "progressive";
  private static final String TRICHROMATIC = "trichromatic";

  @Option(names = "--mode", paramLabel = "MODE", description = "hidden; progressive: weights stored bit by bit that serve every precision from 1 to --bits; or trichromatic: connectivity (of --density), sign and magnitude 1 or 2, each by scores of its own (${DEFAULT-VALUE}).")
  private String mode = HIDDEN;

  @Option(names = "--bits", paramLabel = "N", description = "Of progressive weights, 1 to 8 (8 unless given).")
  private Integer bits;

  @Option(names = "--bits-target", paramLabel = "T", description = "Of progressive weights: filters get bits of their own, in the mean T a multiply-accumulate, after half of the epochs.")
  private Double target;

  /** What was given. */
  String mode() {
    return mode;
  }

  /** Whether weights are others than hidden ones or those of {@code --weights}. */
  boolean chosen() {
    return !mode.equals(HIDDEN);
  }

  /**
   * The configuration with these weights, where they are chosen.
   *
   * @throws BadInput for another mode, or options that have no effect
   * @throws IllegalArgumentException for values out of range
   */
  TrainConfig into(TrainConfig config) {
    if (chosen() && !mode.equals(PROGRESSIVE) && !mode.equals(TRICHROMATIC)) throw new BadInput("--mode " + mode + ": must be hidden, progressive or trichromatic");
    if (!mode.equals(PROGRESSIVE) && (bits != null || target != null)) throw new BadInput((bits != null ? "--bits" : "--bits-target") + ": is of progressive weights: give --mode progressive with it");
    if (mode.equals(TRICHROMATIC)) return config.withWeights(WeightKind.TRICHROMATIC);
    if (!chosen()) return config;
    if (target != null && target == 0) throw new BadInput("--bits-target 0: must be at least 1");
    return config.withWeights(WeightKind.PROGRESSIVE).withLadder(new LadderConfig(bits == null ? LadderConfig.BYTE.bits() : bits, target == null ? 0 : target));
  }
}
