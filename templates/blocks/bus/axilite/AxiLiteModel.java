// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axilite;

import blocks.bus.Request;
import java.math.BigInteger;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/**
 * Golden function of {@link AxiLite}: a place for each thing that a manager hands over, emptied when it is asked of the registers, and a place for each answer; a thing is taken while its place is empty, and asked while the
 * place of its answer is.
 */
final class AxiLiteModel implements CycleModel {
  private static final int SLVERR = 2;

  private final AxiLite block;
  private BigInteger writeAddress;
  private BigInteger data;
  private BigInteger strobes;
  private BigInteger readAddress;
  private BigInteger written;
  private BigInteger[] read;

  AxiLiteModel(AxiLite block) {
    this.block = block;
  }

  @Override
  public void reset() {
    writeAddress = data = strobes = readAddress = written = null;
    read = null;
  }

  private boolean writes() {
    return writeAddress != null && data != null && written == null;
  }

  private boolean reads() {
    return !writes() && readAddress != null && read == null;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    AxiLite.In<BigInteger> in = Values.record(block.in(), values);
    boolean writes = writes(), reads = reads(), wrong = Values.on(in.rsp().error());
    var address = writeAddress == null && Values.on(in.aw().valid()) ? in.aw().addr() : writes ? null : writeAddress;
    boolean word = data == null && Values.on(in.w().valid());
    var strobesNow = word ? in.w().strb() : writes ? null : strobes;
    data = word ? in.w().data() : writes ? null : data;
    readAddress = readAddress == null && Values.on(in.ar().valid()) ? in.ar().addr() : reads ? null : readAddress;
    writeAddress = address;
    strobes = strobesNow;
    var response = Values.of(wrong ? SLVERR : 0);
    if (written != null) written = Values.on(in.bReady()) ? null : written;
    else if (writes) written = response;
    if (read != null) read = Values.on(in.rReady()) ? null : read;
    else if (reads) read = new BigInteger[] {in.rsp().data(), response};
    return Values.list(answer());
  }

  private AxiLite.Out<BigInteger> answer() {
    var req = writes() ? new Request<>(Values.of(true), Values.of(true), writeAddress, data, strobes)
        : reads() ? new Request<>(Values.of(true), Values.of(false), readAddress, null, null) : new Request<BigInteger>(Values.of(false), Values.of(false), null, null, null);
    return new AxiLite.Out<>(Values.of(writeAddress == null), Values.of(data == null), new AxiLite.Done<>(Values.of(written != null), written), Values.of(readAddress == null),
        new AxiLite.Read<>(Values.of(read != null), read == null ? null : read[0], read == null ? null : read[1]), req);
  }
}
