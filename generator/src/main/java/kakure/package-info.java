// SPDX-License-Identifier: Apache-2.0
/** What every room shares: the two ways a command can fail. */
package kakure;
