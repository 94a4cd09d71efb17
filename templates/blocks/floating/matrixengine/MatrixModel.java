// SPDX-License-Identifier: Apache-2.0
package blocks.floating.matrixengine;

import blocks.floating.Products;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kakure.spec.StreamModel;
import kakure.spec.Values;

/** Golden function of {@link MatrixEngine}: beat by beat, element by element. Also what larger golden functions reckon with. */
public final class MatrixModel implements StreamModel {
  private final MatrixEngine block;
  private final Products.Golden product;
  private final ElementModel[][] sums;

  /** After reset; sums are not defined yet, and read as zeros. */
  public MatrixModel(MatrixEngine block) {
    this.block = block;
    this.product = block.multiplier().golden(block.format());
    this.sums = new ElementModel[block.rows()][block.columns()];
    for (var row : sums) Arrays.setAll(row, c -> ElementModel.of(block));
  }

  @Override
  public Map<String, List<List<BigInteger>>> run(Map<String, List<List<BigInteger>>> inputs) {
    var out = new ArrayList<List<BigInteger>>();
    for (var beat : inputs.get("op")) {
      long mask = block.multiplier().adaptive() ? beat.get(6).longValueExact() : 0;
      long[] a = unpack(beat.get(3), block.rows() * block.depth()), b = unpack(beat.get(4), block.depth() * block.columns());
      if (Values.on(beat.get(1))) update(unpack(beat.get(5), block.rows() * block.columns()), b[0], mask);
      else multiply(a, b, Values.on(beat.get(0)), mask);
      if (Values.on(beat.get(2))) out.add(List.of(pack()));
    }
    return Map.of("y", out);
  }

  /** s = sum a b, or s + sum a b. */
  public void multiply(long[] a, long[] b, boolean first, long mask) {
    for (int r = 0; r < block.rows(); r++) {
      for (int c = 0; c < block.columns(); c++) sums[r][c].add(first, products(a, b, r, c, mask));
    }
  }

  /** s = w + s rate. */
  public void update(long[] w, long rate, long mask) {
    for (int r = 0; r < block.rows(); r++) {
      for (int c = 0; c < block.columns(); c++) sums[r][c].become(w[r * block.columns() + c], product.of(sums[r][c].value(), rate, mask));
    }
  }

  /** Sum r, c. */
  public long sum(int r, int c) {
    return sums[r][c].value();
  }

  private long[] products(long[] a, long[] b, int r, int c, long mask) {
    var terms = new long[block.depth()];
    for (int d = 0; d < terms.length; d++) terms[d] = product.of(a[r * terms.length + d], b[d * block.columns() + c], mask);
    return terms;
  }

  private long[] unpack(BigInteger packed, int n) {
    var values = new long[n];
    for (int i = 0; i < n; i++) values[i] = Values.slice(packed, i * block.format().bits(), block.format().bits()).longValue();
    return values;
  }

  private BigInteger pack() {
    var all = BigInteger.ZERO;
    for (int i = 0; i < block.rows() * block.columns(); i++) {
      all = all.or(new BigInteger(Long.toUnsignedString(sum(i / block.columns(), i % block.columns()))).shiftLeft(i * block.format().bits()));
    }
    return all;
  }
}
