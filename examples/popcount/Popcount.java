// SPDX-License-Identifier: Apache-2.0
import java.nio.ByteBuffer;
import kakure.cosim.CycleGolden;
import kakure.cosim.Design;
import kakure.cosim.RecordLayout;

/** What popcount.v should answer, cycle by cycle. */
public final class Popcount implements CycleGolden {
  private final RecordLayout in;
  private final RecordLayout out;
  private boolean valid;
  private int count;

  /** A golden function takes the design, or nothing. */
  public Popcount(Design design) {
    in = design.inputs();
    out = design.outputs();
  }

  @Override
  public void reset() {
    valid = false;
    count = 0; // the register has no reset: --ignore leaves the cycles out until the first word has come
  }

  @Override
  public void run(ByteBuffer inputs, ByteBuffer outputs, int cycles) {
    for (int c = 0; c < cycles; c++, inputs.position(inputs.position() + in.bytes())) {
      int at = inputs.position();
      boolean reqValid = inputs.get(at + in.offset("req_valid_i")) != 0;
      boolean rspReady = inputs.get(at + in.offset("rsp_ready_i")) != 0;
      long word = inputs.getLong(at + in.offset("req_word_i"));
      boolean ready = !valid || rspReady; // before the rising edge
      if (ready && reqValid) count = Long.bitCount(word);
      if (ready) valid = reqValid;
      int to = outputs.position();
      outputs.put(to + out.offset("req_ready_o"), (byte) (!valid || rspReady ? 1 : 0)); // read after it
      outputs.put(to + out.offset("rsp_valid_o"), (byte) (valid ? 1 : 0));
      outputs.put(to + out.offset("rsp_count_o"), (byte) count);
      outputs.position(to + out.bytes());
    }
  }
}
