// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import kakure.BadInput;
import kakure.network.Network;
import picocli.CommandLine.Option;

/** With how many planes of its weights a bit-serial network is computed. */
final class BitsOption {
  static final String AUTO = "auto";

  @Option(names = "--bits", paramLabel = "BITS", description = "Of bit-serial weights: so many planes, 1 to 8, of the one stored copy; with others for layers and filters, as 8,conv1=4,conv2:0-15=2; of 'run' also auto: as few as decide an image. All that the model has if not given.")
  private String bits;

  boolean given() {
    return bits != null;
  }

  /** As the user gave it. */
  String text() {
    return bits;
  }

  /** Whether each image has as many as decide it. */
  boolean auto() {
    return AUTO.equals(bits);
  }

  /**
   * The network at the precision that the user chose.
   *
   * @throws BadInput if the network does not have it, or the images are to decide
   */
  Network of(Network network) {
    if (bits == null) return network;
    if (auto()) throw new BadInput("--bits auto: the images decide, so it goes with 'run' only; give 1 to 8");
    return ChosenBits.of(bits).of(network);
  }

  /** The network for a run in which images decide. @throws BadInput if it has no margins by which they could */
  static Network deciding(Network network) {
    if (network.bits() == 0) throw new BadInput("--bits auto: network " + network.name() + " has no bit-serial weights, so there is no precision to choose: train it with --mode progressive");
    if (network.ladder().isEmpty() || network.ladder().get().margins().isEmpty()) throw new BadInput("--bits auto: the file of network " + network.name() + " has no margins, by which leading planes decide: train it with --mode progressive");
    return network;
  }
}
