// SPDX-License-Identifier: Apache-2.0
/** Measures co-simulation against a pure C++ harness on the same Verilated model. */
package kakure.cosim.bench;
