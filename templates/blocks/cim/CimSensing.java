// SPDX-License-Identifier: Apache-2.0
package blocks.cim;

/** How a macro reads the ones on a global line. */
public enum CimSensing {
  /** Counted exactly. */
  DIGITAL,
  /** Converted, see {@link CimConverter}. */
  ANALOG
}
