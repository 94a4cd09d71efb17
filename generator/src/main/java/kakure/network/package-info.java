// SPDX-License-Identifier: Apache-2.0
/** Hidden networks: shapes, masks and integer constants of their layers, their golden model, and the data they run on. */
package kakure.network;
