// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.Products;
import blocks.floating.matrixengine.MatrixEngine;
import java.util.List;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.golden.FloatFormat;
import kakure.kernel.Block;
import kakure.network.Network;
import kakure.spec.Parameters;
import kakure.target.Given;
import kakure.target.Plan;
import kakure.target.PlanException;
import kakure.target.Target;

/** The matrix engine: it trains networks of stored weights, and runs no hidden ones. */
public final class MatrixTarget implements Target {
  private static final String ARRAY = "--array";
  private static final MatrixEngine USUAL = new MatrixEngine(8, 8, 1, FloatFormat.parse("fp32"), Products.LAM);
  private static final Pattern EXTENT = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})x([1-9]\\d{0,3})");

  @Override
  public String name() {
    return "matrix";
  }

  @Override
  public String summary() {
    return "matrix products and updates of training, log-approximate or exact (kakure perceptron)";
  }

  @Override
  public MatrixEngine top(Given given) {
    return with(USUAL, given);
  }

  /** The engine of an extent, rows x columns x depth, with further parameters. */
  static MatrixEngine top(String extent, Given given) {
    var match = EXTENT.matcher(extent);
    if (!match.matches()) throw new BadInput(ARRAY + " " + extent + ": give rows x columns x depth, as in 8x8x1");
    try {
      return with(new MatrixEngine(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3)), USUAL.format(), USUAL.multiplier()), given);
    } catch (IllegalArgumentException e) {
      throw new BadInput(ARRAY + " " + extent + ": " + e.getMessage(), e);
    }
  }

  private static MatrixEngine with(MatrixEngine engine, Given given) {
    try {
      return Parameters.with(engine, given.parameters());
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  @Override
  public void refuse(Network untrained) {
    throw new PlanException("the matrix engine trains networks of stored weights and runs no hidden ones; 'perceptron' trains on it, --target engine runs hidden networks");
  }

  @Override
  public Plan plan(Network network, Block top) {
    refuse(network);
    throw new IllegalStateException("refused before");
  }

  @Override
  public List<Object> commands() {
    return List.of(new PerceptronCommand(), new BenchLamCommand());
  }
}
