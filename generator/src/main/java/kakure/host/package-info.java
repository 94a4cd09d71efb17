// SPDX-License-Identifier: Apache-2.0
/** What somebody needs who drives generated hardware without Java: the images of its streams as files, their index, and a test bench of plain Verilog. Knows no target: it records what a plan and a case send. */
package kakure.host;
