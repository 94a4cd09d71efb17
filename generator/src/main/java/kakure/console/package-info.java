// SPDX-License-Identifier: Apache-2.0
/** What commands share, those of targets included: tables, progress, the JSON option, places of work. */
package kakure.console;
