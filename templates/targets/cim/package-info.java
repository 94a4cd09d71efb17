// SPDX-License-Identifier: Apache-2.0
/** Networks on computing-in-memory tiles: layers are placed on macros, input vectors go through them one by one, and what is empty is switched off. */
package targets.cim;
