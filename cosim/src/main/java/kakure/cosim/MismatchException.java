// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.file.Path;
import java.util.Optional;

/** A design's output differed from its golden function's. The message has cycle, port, both values, the last inputs, the seed and the command that shows it again. */
public class MismatchException extends DesignFault {
  private final transient Mismatch mismatch;
  private final transient Path replay;

  MismatchException(Mismatch mismatch, Path replay, String waveform) {
    super(mismatch.describe() + "\nreplay: " + (replay == null ? "not written: " + waveform : replay + "\nwaveform: " + waveform), 0, mismatch.cycle());
    this.mismatch = mismatch;
    this.replay = replay;
  }

  /** What differed. */
  public Mismatch mismatch() {
    return mismatch;
  }

  /** The script that runs the failure again without Java, if it could be written. */
  public Optional<Path> replay() {
    return Optional.ofNullable(replay);
  }
}
