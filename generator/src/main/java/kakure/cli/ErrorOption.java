// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.Map;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import picocli.CommandLine.Option;

/** {@code --max-error P%}: of a block that approximates, the cheapest whose results err by no more. */
final class ErrorOption {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(\\.\\d{1,9})?)%");

  @Option(names = "--max-error", paramLabel = "P%", description = "Of a block that approximates, as lammultiplier: the cheapest whose results err by no more; what --set says stays.")
  private String allowed;

  boolean given() {
    return allowed != null;
  }

  /** @throws BadInput as {@link Libraries#configure}, and where no block errs so little */
  <B extends Block> B configure(BlockSpec<B> spec, Map<String, String> parameters) {
    if (allowed == null) return Libraries.configure(spec, parameters);
    var match = PERCENT.matcher(allowed);
    if (!match.matches()) throw new BadInput("--max-error " + allowed + ": give a share of the exact result, as 8% or 7.5%");
    try {
      return spec.within(parameters, Double.parseDouble(match.group(1)));
    } catch (IllegalArgumentException e) {
      throw new BadInput("--max-error " + allowed + ": " + spec.name() + ": " + e.getMessage(), e);
    }
  }
}
