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

/// Streams of one session: sends what is queued, collects what arrives, watches the rules, a cycle at a time.
class Streams {
public:
    Streams(Model& model, uint64_t seed, const StreamOptions& options);

    /// Empties queues and takes valid and ready back; reset follows.
    void clear();
    /// Takes whole transactions for input stream i.
    void queue(uint32_t i, std::vector<uint8_t>&& transactions, size_t offset);
    /// One cycle of the whole design.
    void cycle();

    /// Transfers of stream i since reset, and of all.
    uint64_t count(uint32_t i) const { return ends_[i].count; }
    uint64_t transfers() const { return transfers_; }
    bool drained() const { return queued_ == 0; }
    size_t size() const { return ends_.size(); }
    uint64_t ready_to_send() const { return collected_; }
    bool input(uint32_t i) const { return ends_.at(i).ports->input; }
    uint32_t bytes(uint32_t i) const { return ends_.at(i).bytes; }
    /// The transactions that output stream i delivered since it was last emptied by the caller.
    std::vector<uint8_t>& output(uint32_t i) { return ends_[i].got; }
    void sent(uint32_t i) { collected_ -= ends_[i].got.size(); ends_[i].got.clear(); }

private:
    struct Chunk {
        std::vector<uint8_t> bytes;
        size_t at;
    };
    struct End {
        const StreamPorts* ports;
        uint8_t *valid, *ready;
        std::vector<Port> data;
        uint32_t bytes = 0;
        uint64_t count = 0;
        bool waiting = false;                    // valid was 1 and ready 0 at the last edge
        std::deque<Chunk> chunks;                // inputs: what is still to send
        std::vector<uint8_t> held, got;          // outputs: data while waiting; what arrived
    };
    void drive(End& e);
    void watch(End& e, uint32_t i);
    void probe();
    [[noreturn]] void violation(uint32_t i, uint32_t rule, const std::string& what) const;

    Model& model_;
    Random random_;
    StreamOptions options_;
    std::vector<End> ends_;
    uint64_t queued_ = 0, collected_ = 0, transfers_ = 0;
    bool after_reset_ = true;
};

}  // namespace kakure
