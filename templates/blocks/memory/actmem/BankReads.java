// SPDX-License-Identifier: Apache-2.0
package blocks.memory.actmem;

/** Reads of whole rows: enables and addresses of the banks of even and of odd rows. */
public record BankReads<T>(T evenEn, T evenAddr, T oddEn, T oddAddr) {}
