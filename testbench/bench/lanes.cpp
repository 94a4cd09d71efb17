// SPDX-License-Identifier: Apache-2.0
// The limit for co-simulation of lanes.v: stimulus, Verilated model, golden function and comparison of every cycle in one C++ program, without
// a socket. Stimulus and golden function are those of kakure.cosim.bench.Lanes, step for step.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "Vdut.h"
#include "verilated.h"

namespace {

using Word = uint64_t;
constexpr Word kOnes = 0x0001000100010001u, kHigh = 0x8000800080008000u, kBytes = 0x00ff00ff00ff00ffu, kPairs = 0x0000ffff0000ffffu;

Word next(Word& state) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

/// Four lanes of 16 bits, no carry from one to the next.
Word add(Word a, Word b) { return ((a & ~kHigh) + (b & ~kHigh)) ^ ((a ^ b) & kHigh); }

struct Masks {  // bit i of the index becomes lane i
    Word of[16];
    Masks() {
        for (Word n = 0; n < 16; ++n) {
            of[n] = 0;
            for (int i = 0; i < 4; ++i) if (n >> i & 1) of[n] |= Word{0xffff} << 16 * i;
        }
    }
};

template <class T> constexpr int bytes(T&) { return static_cast<int>(sizeof(T)); }

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::fputs("usage: lanes CYCLES\n", stderr), 2;
    const long cycles = std::atol(argv[1]);
    VerilatedContext context;
    Vdut dut(&context, "");
    const int lanes = bytes(dut.act_i);
    static Word act[512], sign[64], mask[64], acc[1024];
    const Masks masks;
    dut.rst_ni = 0;
    for (int i = 0; i < 4; ++i) {
        dut.clk_i = 0;
        dut.eval();
        dut.clk_i = 1;
        dut.eval();
    }
    dut.rst_ni = 1;
    Word state = 1;
    const auto start = std::chrono::steady_clock::now();
    for (long cycle = 0; cycle < cycles; ++cycle) {
        for (int i = 0; i < lanes / 8; ++i) act[i] = next(state);
        for (int i = 0; i < lanes / 64; ++i) sign[i] = next(state);
        for (int i = 0; i < lanes / 64; ++i) mask[i] = next(state);
        const bool clear = (next(state) & 63) == 0;
        std::memcpy(&dut.act_i, act, lanes);
        std::memcpy(&dut.sign_i, sign, lanes / 8);
        std::memcpy(&dut.mask_i, mask, lanes / 8);
        dut.clear_i = clear;
        dut.clk_i = 0;
        dut.eval();
        dut.clk_i = 1;
        dut.eval();
        for (int i = 0; i < lanes / 4; ++i) {
            Word x = act[i / 2] >> 32 * (i & 1) & 0xffffffffu;
            x = (x | x << 16) & kPairs;
            x = (x | x << 8) & kBytes;
            const Word s = masks.of[sign[i / 16] >> 4 * (i & 15) & 15], m = masks.of[mask[i / 16] >> 4 * (i & 15) & 15];
            acc[i] = add(clear ? 0 : acc[i], add(x ^ s, s & kOnes) & m);
        }
        if (std::memcmp(&dut.acc_o, acc, 2 * lanes) != 0) return std::printf("mismatch at cycle %ld\n", cycle), 1;
    }
    const std::chrono::duration<double> t = std::chrono::steady_clock::now() - start;
    std::printf("%.9f\n", t.count());
    return 0;
}
