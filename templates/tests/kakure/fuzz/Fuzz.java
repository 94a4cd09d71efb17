// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import kakure.cosim.FrameTarget;

/** The targets, what is demanded of each for every input, and the entry of the fuzzer: a refusal is one of the declared ones with a message of one to four lines, within bounds of memory and time. */
public final class Fuzz {
  /** Bytes that reading may allocate, beside a multiple of the input's length. */
  private static final long BYTES = 64L << 20;
  private static final long BYTES_PER_BYTE = 16L << 10;
  /** Processor time; generous, for instrumented code on a busy machine. */
  private static final long NANOS = 5_000_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final String CHOSEN = System.getProperty("kakure.fuzz", "");
  private static FuzzTarget chosen;

  private Fuzz() {}

  /** All targets. */
  public static List<FuzzTarget> targets() {
    return List.of(
        new OnnxTarget(), new OnnxConstantsTarget(), new IdxTarget(), DataTarget.pictures(), DataTarget.zip(), DataTarget.cifar(), DataTarget.npy(), DataTarget.npz(),
        new SupermaskTarget(), new MaskStreamTarget(), new FrameTarget(), new DesignTarget(), new LibertyTarget(), new GdsTarget(), new ParameterTarget());
  }

  /** Called by the fuzzer for every input, in a Java machine whose property {@code kakure.fuzz} names the target. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    if (chosen == null) chosen = targets().stream().filter(t -> t.name().equals(CHOSEN)).findFirst().orElseThrow();
    check(chosen, input);
  }

  /** Reads an input; throws what must not be thrown, or an error that says what else was wrong. */
  static void check(FuzzTarget target, byte[] input) throws Exception {
    var complaint = read(target, input);
    // the first time, classes may have been loaded and instrumented in between
    if (!complaint.isEmpty()) complaint = read(target, input);
    if (!complaint.isEmpty()) throw new AssertionError(target.name() + ": " + input.length + " bytes " + complaint);
  }

  /** Reads, and returns which bound was overstepped, or nothing. */
  private static String read(FuzzTarget target, byte[] input) throws Exception {
    long thread = Thread.currentThread().getId();
    long bytes = THREADS.getThreadAllocatedBytes(thread);
    long nanos = THREADS.getCurrentThreadCpuTime();
    try {
      target.read(input);
    } catch (RuntimeException e) {
      if (target.refusals().stream().noneMatch(r -> r == e.getClass())) throw e;
      message(String.valueOf(e.getMessage()), e);
    }
    bytes = THREADS.getThreadAllocatedBytes(thread) - bytes;
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    if (bytes > BYTES + BYTES_PER_BYTE * input.length) return "make the reader allocate " + bytes;
    return nanos > NANOS ? "keep the reader busy for " + nanos / 1_000_000 + " ms" : "";
  }

  private static void message(String text, RuntimeException e) {
    long lines = text.lines().count();
    if (text.isBlank() || text.equals("null") || lines > 4) throw new AssertionError("a refusal needs one to four lines, this has " + lines + ": " + text, e);
    if (text.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) throw new AssertionError("a refusal is printable text: " + text, e);
  }
}
