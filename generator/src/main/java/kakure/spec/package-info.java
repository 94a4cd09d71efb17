// SPDX-License-Identifier: Apache-2.0
/** The contract of a block: what the generic checks and the command line know of it, its golden function, its stimulus, its laws. Data, not test code. */
package kakure.spec;
