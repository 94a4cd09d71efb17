// SPDX-License-Identifier: Apache-2.0
/** What a design takes of further FPGAs, by synthesis, and the vendor's project that goes on from there. */
package kakure.flow.area;
