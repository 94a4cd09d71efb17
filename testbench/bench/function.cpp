// SPDX-License-Identifier: Apache-2.0
// The limit for exhaustive checks: the points of a 32-bit domain, 64 at a time, through 64 adders of four bytes, every sum compared, in one C++ program without a socket.
// Usage: function CYCLES; prints the seconds.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "Vdut.h"
#include "verilated.h"

namespace {

constexpr unsigned kLanes = 64, kInputs = 4;

unsigned byte_of(uint64_t point, unsigned i) { return point >> 8 * i & 0xffu; }
unsigned sum(uint64_t point) { return byte_of(point, 0) + byte_of(point, 1) + byte_of(point, 2) + byte_of(point, 3); }

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::fputs("usage: function CYCLES\n", stderr), 2;
    const uint64_t cycles = std::strtoull(argv[1], nullptr, 10);
    VerilatedContext context;
    Vdut dut(&context, "");
    const auto start = std::chrono::steady_clock::now();
    for (uint64_t cycle = 0; cycle < cycles; ++cycle) {
        const uint64_t base = cycle * kLanes;
#define KAKURE_INPUT(index, name, member, width) dut.member = static_cast<uint8_t>(byte_of(base + (index) / kInputs, (index) % kInputs));
#include "ports.inc"
        dut.eval();
        unsigned differ = 0;
#define KAKURE_OUTPUT(index, name, member, width) differ |= dut.member ^ sum(base + (index) - kLanes * kInputs);
#include "ports.inc"
        if (differ != 0) return std::printf("mismatch in cycle %llu\n", static_cast<unsigned long long>(cycle)), 1;
    }
    const std::chrono::duration<double> t = std::chrono::steady_clock::now() - start;
    std::printf("%.9f\n", t.count());
    return 0;
}
