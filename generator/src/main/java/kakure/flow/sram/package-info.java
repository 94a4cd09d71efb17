// SPDX-License-Identifier: Apache-2.0
/** Memories of a chip, built of the macros of a library that have one port. */
package kakure.flow.sram;
