// SPDX-License-Identifier: Apache-2.0
// The limit for exhaustive checks of a floating-point product: pairs of bf16, 64 at a time, through 64 log-approximate multipliers, every product compared, in one C++ program without a socket.
// Usage: product CYCLES; prints the seconds.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "Vdut.h"
#include "verilated.h"

namespace {

constexpr unsigned kLanes = 64;
constexpr uint32_t kSign = 0x8000, kInfinity = 0x7f80, kNan = 0x7fc0, kLeast = 0x80;
constexpr int32_t kBias = 127 << 7;

uint32_t product(uint32_t a, uint32_t b) {
    const uint32_t sign = (a ^ b) & kSign, x = a & ~kSign, y = b & ~kSign;
    if (x >= kInfinity || y >= kInfinity) return x > kInfinity || y > kInfinity || x < kLeast || y < kLeast ? kNan : sign | kInfinity;
    if (x < kLeast || y < kLeast) return sign;
    const int32_t mag = static_cast<int32_t>(x + y) - kBias;
    if (mag >= static_cast<int32_t>(kInfinity)) return sign | kInfinity;
    return mag < static_cast<int32_t>(kLeast) ? sign : sign | static_cast<uint32_t>(mag);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::fputs("usage: product CYCLES\n", stderr), 2;
    const uint64_t cycles = std::strtoull(argv[1], nullptr, 10);
    VerilatedContext context;
    Vdut dut(&context, "");
    const auto start = std::chrono::steady_clock::now();
    for (uint64_t cycle = 0; cycle < cycles; ++cycle) {
        const uint64_t base = cycle * kLanes;
#define KAKURE_INPUT(index, name, member, width) dut.member = static_cast<uint16_t>((base + (index) / 2) >> 16 * ((index) % 2));
#include "ports.inc"
        dut.eval();
        uint32_t differ = 0;
#define KAKURE_OUTPUT(index, name, member, width) \
    { const uint64_t point = base + (index) - 2 * kLanes; differ |= dut.member ^ product(point & 0xffffu, point >> 16 & 0xffffu); }
#include "ports.inc"
        if (differ != 0) return std::printf("mismatch in cycle %llu\n", static_cast<unsigned long long>(cycle)), 1;
    }
    const std::chrono::duration<double> t = std::chrono::steady_clock::now() - start;
    std::printf("%.9f\n", t.count());
    return 0;
}
