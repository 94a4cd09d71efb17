// SPDX-License-Identifier: Apache-2.0
/** The block library: one folder, hence one package, per block. How a block is written is told in {@code docs/blocks.md}. */
package blocks;
