// SPDX-License-Identifier: Apache-2.0
/** Runs a block of the library against its golden function: where the kernel's specifications meet co-simulation. */
package kakure.check;
