// SPDX-License-Identifier: Apache-2.0
/** Measures co-simulation against a pure C++ harness on the same Verilated model, and the element array's forms against each other and a plain C loop. */
package kakure.cosim.bench;
