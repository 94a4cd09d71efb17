// SPDX-License-Identifier: Apache-2.0
/** What networks compute, in plain integers from the specification: one golden function an operation, and a walk over the nodes. */
package kakure.network.golden;
