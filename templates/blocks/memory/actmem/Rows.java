// SPDX-License-Identifier: Apache-2.0
package blocks.memory.actmem;

/** What the banks of even and of odd rows deliver. */
public record Rows<T>(T even, T odd) {}
