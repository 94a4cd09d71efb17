// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

/** A golden function of a block: raw bits in, raw bits out, written from the specification. */
public sealed interface Model permits CycleModel, StreamModel {}
