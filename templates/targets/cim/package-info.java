// SPDX-License-Identifier: Apache-2.0
/** Macros that compute in memory, with bitlines in segments: what is empty is switched off. */
package targets.cim;
