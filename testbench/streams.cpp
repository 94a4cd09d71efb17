// SPDX-License-Identifier: Apache-2.0
#include "streams.h"

#include <cstdio>

namespace kakure {
namespace {

void take(const std::vector<Port>& ports, uint8_t* to) {
    for (const Port& p : ports) {
        std::memcpy(to, p.data, p.bytes());
        to += p.bytes();
    }
}

void put(const std::vector<Port>& ports, const uint8_t* from) {
    for (const Port& p : ports) {
        std::memcpy(p.data, from, p.bytes());
        p.data[p.bytes() - 1] &= p.top_mask();
        from += p.bytes();
    }
}

std::string hex(const Port& p, const uint8_t* value) {
    std::string s = "0x";
    char digits[3];
    for (uint32_t i = p.bytes(); i-- > 0;) {
        std::snprintf(digits, sizeof digits, "%02x", value[i]);
        s += digits;
    }
    return s;
}

}  // namespace

Streams::Streams(Model& model, uint64_t seed, const StreamOptions& options) : model_(model), random_(seed), options_(options) {
    for (const StreamPorts& s : model.streams) {
        End e;
        e.ports = &s;
        e.valid = model.ports[s.valid].data;
        e.ready = model.ports[s.ready].data;
        for (uint32_t i : s.data) {
            e.data.push_back(model.ports[i]);
            e.bytes += model.ports[i].bytes();
        }
        e.held.resize(e.bytes);
        ends_.push_back(std::move(e));
    }
}

void Streams::clear() {
    for (End& e : ends_) {
        e.chunks.clear();
        e.got.clear();
        e.count = 0;
        e.waiting = false;
        *(e.ports->input ? e.valid : e.ready) = 0;
    }
    queued_ = collected_ = transfers_ = 0;
    after_reset_ = true;
}

void Streams::queue(uint32_t i, std::vector<uint8_t>&& transactions, size_t offset) {
    if (i >= ends_.size() || !ends_[i].ports->input) throw SimError(PROTOCOL, "no input stream has index " + std::to_string(i));
    End& e = ends_[i];
    const size_t n = transactions.size() - offset;
    if (e.bytes == 0 || n % e.bytes != 0) throw SimError(PROTOCOL, std::string("stream ") + e.ports->name + ": not a whole number of transactions");
    if (n == 0) return;
    if (queued_ + n > kMaxQueued) throw SimError(LIMIT, std::string("stream ") + e.ports->name + ": more than 512 MiB are queued and not yet taken; run between sends");
    queued_ += n;
    e.chunks.push_back({std::move(transactions), offset});
}

// An input that has nothing to offer carries noise while stalls are asked for: a design that reads data without valid is found out.
void Streams::drive(End& e) {
    if (!e.ports->input) {
        *e.ready = !random_.chance(options_.stall_out);
        return;
    }
    if (e.waiting) return;
    if (!e.chunks.empty() && !random_.chance(options_.stall_in)) {
        put(e.data, e.chunks.front().bytes.data() + e.chunks.front().at);
        *e.valid = 1;
        e.waiting = true;
    } else if (options_.stall_in != 0) {
        for (const Port& p : e.data) {
            for (uint32_t i = 0; i < p.bytes(); ++i) p.data[i] = static_cast<uint8_t>(random_.next() >> 32);
            p.data[p.bytes() - 1] &= p.top_mask();
        }
    }
}

void Streams::watch(End& e, uint32_t i) {
    if (e.ports->input) return;
    if (after_reset_ && *e.valid) violation(i, 5, "valid is 1 before the first rising edge after reset");
    if (!e.waiting) return;
    if (!*e.valid) violation(i, 2, "valid fell before the transfer");
    const uint8_t* held = e.held.data();
    for (const Port& p : e.data) {
        if (std::memcmp(held, p.data, p.bytes()) != 0) {
            violation(i, 3, std::string(p.name) + " changed from " + hex(p, held) + " to " + hex(p, p.data) + " while valid waits");
        }
        held += p.bytes();
    }
}

// Rule 4: with clk = 0, one ready at a time is turned over; no valid may follow.
void Streams::probe() {
    std::vector<uint8_t> before(ends_.size());
    for (size_t i = 0; i < ends_.size(); ++i) before[i] = *ends_[i].valid;
    for (End& turned : ends_) {
        if (turned.ports->input) continue;
        *turned.ready ^= 1;
        model_.settle();
        for (uint32_t i = 0; i < ends_.size(); ++i) {
            if (*ends_[i].valid != before[i]) violation(i, 4, std::string("valid follows ready of ") + turned.ports->name + " without an edge");
        }
        *turned.ready ^= 1;
        model_.settle();
    }
}

void Streams::cycle() {
    for (End& e : ends_) drive(e);
    model_.low();
    if (options_.monitor) {
        for (uint32_t i = 0; i < ends_.size(); ++i) watch(ends_[i], i);
        const bool stalled = options_.stall_in != 0 || options_.stall_out != 0;
        if (stalled && (model_.cycle < 64 || (random_.next() >> 40 & 63) == 0)) probe();
        after_reset_ = false;
    }
    for (End& e : ends_) {  // all are sampled before the edge
        const bool transfer = *e.valid && *e.ready;
        if (e.ports->input) {
            if (!transfer) continue;
            e.waiting = false;
            queued_ -= e.bytes;
            Chunk& c = e.chunks.front();
            c.at += e.bytes;
            if (c.at == c.bytes.size()) e.chunks.pop_front();
        } else {
            e.waiting = *e.valid && !transfer;
            if (e.waiting && options_.monitor) take(e.data, e.held.data());
            if (!transfer) continue;
            e.got.resize(e.got.size() + e.bytes);
            take(e.data, e.got.data() + e.got.size() - e.bytes);
            collected_ += e.bytes;
        }
        ++e.count;
        ++transfers_;
    }
    model_.high();
    // an input's valid falls with the edge: a driver that has more raises it again before the next evaluation
    for (End& e : ends_) if (e.ports->input && !e.waiting) *e.valid = 0;
}

void Streams::violation(uint32_t i, uint32_t rule, const std::string& what) const {
    throw SimError(RULE, std::string("stream ") + ends_[i].ports->name + " breaks rule " + std::to_string(rule) + " at cycle " + std::to_string(model_.cycle) + ": " + what, i, rule);
}

}  // namespace kakure
