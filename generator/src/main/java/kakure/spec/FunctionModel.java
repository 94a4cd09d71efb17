// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

/**
 * A golden function without memory: outputs follow from the inputs of one cycle alone, at once or a fixed number of cycles later. It is called for every value, so values are native longs.
 */
public non-sealed interface FunctionModel extends Model {
  /** Cycles from inputs to outputs: 0 for a combinational block, 1 for a register behind it, and so on. */
  int latency();

  /**
   * The function.
   *
   * @param in raw bits of the input ports in declared order, clock and reset left out; a port takes ceil(width / 64) longs, low first, and bits above its width are 0
   * @param out the same of the output ports; to be filled, bits above a port's width 0
   */
  void apply(long[] in, long[] out);

  /**
   * The function at {@code n} points that differ in {@code in[0]} alone, which counts up by one from what it is. What it does if left alone serves all; a function of which most of the time of an
   * exhaustive check goes into what does not depend on {@code in[0]} may reckon that once.
   *
   * @param in as of {@link #apply}; {@code in[0]} holds anything afterwards
   * @param one room for the outputs of a point
   * @param out the outputs of one point after the other; to be filled
   */
  default void applyRun(long[] in, int n, long[] one, long[] out) {
    long begin = in[0];
    for (int i = 0, at = 0; i < n; i++, at += one.length) {
      in[0] = begin + i;
      apply(in, one);
      if (one.length == 1) out[i] = one[0];
      else System.arraycopy(one, 0, out, at, one.length);
    }
  }

  /** The function of a block without registers. */
  static FunctionModel combinational(Function f) {
    return registered(0, f);
  }

  /** The function of a block whose outputs come {@code latency} cycles after its inputs. */
  static FunctionModel registered(int latency, Function f) {
    return new FunctionModel() {
      @Override
      public int latency() {
        return latency;
      }

      @Override
      public void apply(long[] in, long[] out) {
        f.apply(in, out);
      }
    };
  }

  /** {@link FunctionModel#apply}. */
  @FunctionalInterface
  interface Function {
    /** Fills {@code out} from {@code in}. */
    void apply(long[] in, long[] out);
  }
}
