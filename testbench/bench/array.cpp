// SPDX-License-Identifier: Apache-2.0
// Speed of the element array of 16 x 8 x 32 elements, or of GROUP times as many of which an output channel takes one of each group: the Verilated model against a plain C loop of the same arithmetic, with the same compiler and
// flags, in turns, one thread. Both see the same stimulus (a sum of 36 cycles after the other, a channel drained in every cycle) and must give the same
// checksum of all that drains. Prints lines "NANOSECONDS_OF_THE_MODEL NANOSECONDS_OF_THE_LOOP CHECKSUM", one per round, both per cycle.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>

#include "Vdut.h"
#include "verilated.h"

#ifndef GROUP
#define GROUP 1
#endif

namespace {

constexpr int kGroup = GROUP, kIndexBits = GROUP == 8 ? 3 : GROUP / 2;  // of 1, 2, 4 or 8 channels
constexpr int kRows = 16, kIn = kRows * kGroup, kPixels = 8, kOut = 32, kSum = 36, kRecords = 64;
constexpr int kPlace[kPixels] = {0, 2, 4, 6, 1, 3, 5, 7};  // of a pixel's sum in the drained word

struct Record {
    uint8_t act[kIn][kPixels];
    uint32_t mask[kRows * (1 + kIndexBits)], sign[kIn];  // bit o: output channel o; of the mask the rows' enables, then the low bits of their indices, and so on
};

struct Stimulus {
    Record of[kRecords];
    Stimulus() {
        uint64_t s = 1;
        const auto next = [&s] {
            s ^= s << 13;
            s ^= s >> 7;
            return s ^= s << 17;
        };
        for (Record& r : of) {
            for (auto& row : r.act) for (uint8_t& a : row) a = static_cast<uint8_t>(next() >> 40);
            for (uint32_t& m : r.mask) m = static_cast<uint32_t>(next() >> 32);
            for (uint32_t& x : r.sign) x = static_cast<uint32_t>(next() >> 32);
        }
    }
};

struct Checksum {
    uint64_t value = 0;
    void add(const uint32_t* word) {
        for (int i = 0; i < kPixels; i += 2) value = (value ^ (word[i] | static_cast<uint64_t>(word[i + 1]) << 32)) * 0x9e3779b97f4a7c15u;
    }
};

/// The C loop: nothing packed by hand, left to the compiler, in the order of loops that it turns into the fastest code.
struct Loop {
    uint32_t acc[kOut][kPixels] = {}, shadow[kOut][kPixels] = {}, drained[kPixels] = {};

    void cycle(const Record& r, bool first, bool last, int sel) {
        for (int p = 0; p < kPixels; ++p) drained[kPlace[p]] = shadow[sel][p];
        uint16_t sum[kOut][kPixels] = {};
        for (int g = 0; g < kRows; ++g) {
            for (int o = 0; o < kOut; ++o) {
                int c = g * kGroup;
                for (int b = 0; b < kIndexBits; ++b) c += (r.mask[(1 + b) * kRows + g] >> o & 1) << b;
                const uint16_t mask = static_cast<uint16_t>(-(r.mask[g] >> o & 1)), sign = -(r.sign[c] >> o & 1) & 255;
                for (int p = 0; p < kPixels; ++p) sum[o][p] = static_cast<uint16_t>(sum[o][p] + ((r.act[c][p] ^ sign) & mask));
            }
        }
        for (int o = 0; o < kOut; ++o) {
            for (int p = 0; p < kPixels; ++p) acc[o][p] = ((first ? 0 : acc[o][p]) + sum[o][p]) & 0xffffff;
        }
        if (last) std::memcpy(shadow, acc, sizeof shadow);
    }
};

/// Seconds of this thread: other work on the machine does not count.
double now() {
    timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return std::fputs("usage: array ROUNDS CYCLES\n", stderr), 2;
    const int rounds = std::atoi(argv[1]), cycles = std::atoi(argv[2]);
    VerilatedContext context;
    Vdut dut(&context, "");
    const auto stimulus = std::make_unique<Stimulus>();
    const auto loop = std::make_unique<Loop>();
    static_assert(sizeof dut.act_i == sizeof stimulus->of[0].act && sizeof dut.mask_i == sizeof stimulus->of[0].mask, "built for 16 x 8 x 32");
    dut.en_i = dut.drain_en_i = 1;
    for (int round = -1; round < rounds; ++round) {  // round -1 warms up and fills shadows
        Checksum model_sum, loop_sum;
        const double start = now();
        for (int cycle = 0; cycle < cycles; ++cycle) {
            const Record& r = stimulus->of[cycle % kRecords];
            dut.clk_i = 0;
            dut.eval();
            dut.first_i = cycle % kSum == 0;
            dut.last_i = cycle % kSum == kSum - 1;
            dut.drain_sel_i = cycle % kOut;
            std::memcpy(&dut.act_i, r.act, sizeof r.act);
            std::memcpy(&dut.mask_i, r.mask, sizeof r.mask);
            std::memcpy(&dut.sign_i, r.sign, sizeof r.sign);
            dut.clk_i = 1;
            dut.eval();
            uint32_t word[kPixels];
            std::memcpy(word, &dut.acc_o, sizeof word);
            model_sum.add(word);
        }
        const double middle = now();
        for (int cycle = 0; cycle < cycles; ++cycle) {
            loop_sum.add(loop->drained);  // the model's inputs pass a register
            loop->cycle(stimulus->of[cycle % kRecords], cycle % kSum == 0, cycle % kSum == kSum - 1, cycle % kOut);
        }
        const double end = now();
        if (round < 0) continue;
        if (model_sum.value != loop_sum.value) return std::fprintf(stderr, "array: model and loop differ in round %d\n", round), 1;
        std::printf("%.3f %.3f %016llx\n", (middle - start) / cycles * 1e9, (end - middle) / cycles * 1e9, static_cast<unsigned long long>(model_sum.value));
    }
    return 0;
}
