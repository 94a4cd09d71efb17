// SPDX-License-Identifier: Apache-2.0
package blocks.memory.actmem;

/** Writes of a part of a row: enables of the banks of even and of odd rows, which part, addresses, data. */
public record BankWrites<T>(T evenWe, T oddWe, T part, T evenAddr, T oddAddr, T evenData, T oddData) {}
