// SPDX-License-Identifier: Apache-2.0
/** Integer helpers for golden models, written from the published definitions; uses {@code java.*} only. */
package kakure.golden;
