// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.Optional;

/** One input's way through the hardware, an image or a training step: what is sent, what is expected, what came. */
public interface Case {
  /** Sends all that the case needs; several may be sent before the first is answered. */
  void send(Link link);

  /** As {@link #send}, word by word in an order in which one who waits until each is taken before he sends the next never waits for ever: for a host with one way to all streams. */
  default void sendInTurn(Link link) {
    send(link);
  }

  /** The stream that answers. */
  String answer();

  /** Transactions of the answer when all is well. */
  long beats();

  /** What the golden model says. Slow; computed while the hardware is simulated. */
  Trace golden();

  /** Puts the answer together; one for each answer. */
  Decoder decoder();

  /**
   * The answer that is right, for a test bench that cannot decode; nothing where the target does not say it, and then no test bench is written.
   *
   * @param golden what {@link #golden} says
   */
  default Optional<Answer> expected(Trace golden) {
    return Optional.empty();
  }
}
