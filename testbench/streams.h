// SPDX-License-Identifier: Apache-2.0
// Drivers and monitors of valid/ready streams. The numbered rules are those of docs/blocks.md.
#pragma once
#include <deque>

#include "model.h"
#include "protocol.h"

namespace kakure {

/// xorshift64: the stalls of a session follow from its seed alone, never from when a frame arrived.
class Random {
public:
    explicit Random(uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15u | 1) {}
    uint64_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return state_;
    }
    /// True with probability p / 65,536.
    bool chance(uint32_t p) { return p != 0 && (next() >> 40 & 0xffff) < p; }

private:
    uint64_t state_;
};

/// Stall probabilities in 65,536ths, and whether the rules are watched.
struct StreamOptions {
    uint32_t stall_in = 0, stall_out = 0;
    bool monitor = true;
};

/// Streams of one session: sends what is queued, collects what arrives, watches the rules, a cycle at a time. At full speed (no stalls) a
/// stream that rests costs a nanosecond per cycle: an accelerator's cycle is a few hundred.
class Streams {
public:
    Streams(Model& model, uint64_t seed, const StreamOptions& options);

    /// Empties queues and takes valid and ready back; reset follows.
    void clear();
    /// Takes whole transactions, from `offset` on, for input stream i.
    void queue(uint32_t i, std::vector<uint8_t>&& transactions, size_t offset);
    /// One cycle of the whole design.
    void cycle();

    size_t size() const { return slots_.size(); }
    /// Whether stream i is that of a watched memory.
    bool watched(uint32_t i) const { return model_.watch_bytes != 0 && i + 1 == slots_.size(); }
    /// Transfers of stream i since reset, and of all.
    uint64_t count(uint32_t i) const { return slots_[i].input ? ins_[slots_[i].at].count : out(i).count; }
    uint64_t transfers() const { return transfers_; }
    /// True when the design has taken all that was queued.
    bool drained() const { return queued_ == 0; }
    /// Bytes of transactions that arrived and were not yet sent on.
    uint64_t collected() const { return collected_; }
    uint32_t bytes(uint32_t i) const { return slots_[i].input ? ins_[slots_[i].at].bytes : out(i).bytes; }
    /// What output stream i delivered since `sent`; empty for an input.
    const std::vector<uint8_t>& output(uint32_t i) const;
    void sent(uint32_t i);

private:
    struct Chunk {
        std::vector<uint8_t> bytes;
        size_t at;
    };
    struct In {
        uint8_t *valid, *ready;
        bool more = false;     // chunks are left
        bool offered = false;  // valid is 1
        uint32_t bytes = 0;
        uint64_t count = 0;
        std::vector<Port> data;
        std::deque<Chunk> chunks;
    };
    struct Out {
        uint8_t *valid = nullptr, *ready = nullptr;
        bool waiting = false;  // valid was 1 and ready 0 at the last edge
        uint32_t bytes = 0, index = 0;
        uint64_t count = 0;
        std::vector<Port> data;
        std::vector<uint8_t> got, held;  // held: the data while waiting
    };
    struct Slot {
        bool input;
        uint32_t at;
    };
    const Out& out(uint32_t i) const { return watched(i) ? written_ : outs_[slots_[i].at]; }
    void offer();
    void take();
    void collect();
    void note(const Out& o);
    void absorb();
    void watch();
    void probe();
    [[noreturn]] void violation(const Out& o, uint32_t rule, const std::string& what) const;

    Model& model_;
    Random random_;
    StreamOptions options_;
    bool stalled_;
    bool after_reset_ = true;
    std::vector<In> ins_;
    std::vector<Out> outs_;
    Out written_;              // no port of the design's: it neither waits nor stalls
    std::vector<Slot> slots_;  // by index of design.json; the last is that of a watched memory, if there is one
    uint64_t queued_ = 0, collected_ = 0, transfers_ = 0;
};

}  // namespace kakure
