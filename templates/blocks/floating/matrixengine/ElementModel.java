// SPDX-License-Identifier: Apache-2.0
package blocks.floating.matrixengine;

import blocks.floating.exactsum.ExactSumModel;
import kakure.golden.FloatArithmetic;

/** Golden function of one sum of a {@link MatrixEngine}; not defined before terms that are the first, and read as zero. */
public interface ElementModel {
  /** Takes a beat's terms, into nothing where they are the first; may change the array. */
  void add(boolean first, long... terms);

  /** Becomes a sum of two. */
  void become(long weight, long product);

  /** What it is, rounded. */
  long value();

  /** As the engine sums. */
  static ElementModel of(MatrixEngine engine) {
    return engine.exact() ? new Exact(new ExactSumModel(engine.exactSum())) : new Rounded(engine.adder().arithmetic());
  }

  /** Each sum rounded; a beat's terms by neighbours. */
  final class Rounded implements ElementModel {
    private final FloatArithmetic arithmetic;
    private long value;

    Rounded(FloatArithmetic arithmetic) {
      this.arithmetic = arithmetic;
    }

    @Override
    public void add(boolean first, long... terms) {
      for (int n = terms.length; n > 1; n = (n + 1) / 2) for (int i = 0; i < n; i += 2) terms[i / 2] = i + 1 < n ? arithmetic.sum(terms[i], terms[i + 1]) : terms[i];
      value = first ? terms[0] : arithmetic.sum(value, terms[0]);
    }

    @Override
    public void become(long weight, long product) {
      value = arithmetic.sum(weight, product);
    }

    @Override
    public long value() {
      return value;
    }
  }

  /** Nothing is lost. */
  record Exact(ExactSumModel model) implements ElementModel {
    /** At zero. */
    public Exact {
      model.add(true);
    }

    @Override
    public void add(boolean first, long... terms) {
      model.add(first, terms);
    }

    @Override
    public void become(long weight, long product) {
      model.add(true, weight, product);
    }

    @Override
    public long value() {
      return model.value();
    }
  }
}
