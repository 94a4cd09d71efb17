// SPDX-License-Identifier: Apache-2.0
/** The command line: arguments, exit codes, printing, nothing else. The only room that prints and exits; nobody depends on it. */
package kakure.cli;
