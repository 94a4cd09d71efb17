// SPDX-License-Identifier: Apache-2.0
/** Pages about blocks: what they cost, how far they are off. */
package kakure.report;
