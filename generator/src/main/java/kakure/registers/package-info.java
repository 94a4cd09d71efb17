// SPDX-License-Identifier: Apache-2.0
/** What is written of a {@link kakure.spec.RegisterMap}: a C header, SystemRDL, IP-XACT, tables of a page; a small writer each. */
package kakure.registers;
