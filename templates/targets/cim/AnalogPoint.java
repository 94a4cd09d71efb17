// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.CimConverter;
import blocks.cim.CimSensing;
import blocks.cim.cimmacro.CimMacro;
import blocks.cim.cimtile.CimTile;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a macro reads: one point of a study.
 *
 * @param tile the macro and its converters
 * @param ranges by pattern: the range that a start names
 */
record AnalogPoint(CimTile tile, List<Integer> ranges) {
  /** Copies. */
  AnalogPoint {
    ranges = List.copyOf(ranges);
  }

  /** Exact counts on the same macro. */
  static AnalogPoint digital(CimTile tile) {
    return new AnalogPoint(CimTile.of(CimMacro.ofDigital(tile.shape()), tile.bits(), tile.phases(), tile.channels(), tile.taps()), IntStream.rangeClosed(0, tile.shape().widestPattern()).boxed().toList());
  }

  /** A converter on the same macro. */
  static AnalogPoint analog(CimTile tile, CimConverter converter, List<Integer> ranges) {
    return new AnalogPoint(CimTile.of(CimMacro.ofAnalog(tile.shape(), converter, 1), tile.bits(), tile.phases(), tile.channels(), tile.taps()), ranges);
  }

  boolean noisy() {
    return tile.sensing() == CimSensing.ANALOG && tile.noise() > 0;
  }

  /** The converter of lines that 2^pattern segments share. */
  CimConverter converter(int pattern) {
    return tile.converter(ranges.get(pattern));
  }
}
