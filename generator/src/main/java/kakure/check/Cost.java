// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.util.Optional;
import kakure.eda.Energy;
import kakure.eda.Price;

/**
 * What a block costs on a library.
 *
 * @param module its name
 * @param price area, delay, look-up tables
 * @param energy of an operation; empty where no golden function is known to check the netlist by
 */
public record Cost(String module, Price price, Optional<Energy> energy) {}
