// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

/** A golden function: what a block should do, written from its definition and never from its Verilog. */
public sealed interface Model permits CycleModel, StreamModel, FunctionModel {}
