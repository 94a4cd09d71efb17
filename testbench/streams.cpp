// SPDX-License-Identifier: Apache-2.0
#include "streams.h"

namespace kakure {
namespace {

void copy_from(const std::vector<Port>& ports, uint8_t* to) {
    for (const Port& p : ports) {
        std::memcpy(to, p.data, p.bytes());
        to += p.bytes();
    }
}

void copy_to(const std::vector<Port>& ports, const uint8_t* from) {
    for (const Port& p : ports) {
        std::memcpy(p.data, from, p.bytes());
        p.data[p.bytes() - 1] &= p.top_mask();
        from += p.bytes();
    }
}

}  // namespace

Streams::Streams(Model& model, uint64_t seed, const StreamOptions& options)
    : model_(model), random_(seed), options_(options), stalled_(options.stall_in != 0 || options.stall_out != 0) {
    for (const StreamPorts& s : model.streams) {
        std::vector<Port> data;
        uint32_t bytes = 0;
        for (uint32_t i : s.data) {
            data.push_back(model.ports[i]);
            bytes += model.ports[i].bytes();
        }
        uint8_t *valid = model.ports[s.valid].data, *ready = model.ports[s.ready].data;
        slots_.push_back({s.input, static_cast<uint32_t>(s.input ? ins_.size() : outs_.size())});
        if (s.input) ins_.push_back({valid, ready, false, false, bytes, 0, std::move(data), {}});
        else outs_.push_back({valid, ready, false, bytes, static_cast<uint32_t>(slots_.size() - 1), 0, std::move(data), {}, std::vector<uint8_t>(bytes)});
    }
    written_.bytes = model.watch_bytes;
    if (model.watch_bytes != 0) slots_.push_back({false, 0});
}

void Streams::clear() {
    for (In& e : ins_) {
        e.chunks.clear();
        e.more = e.offered = false;
        e.count = 0;
        *e.valid = 0;
    }
    for (Out& e : outs_) {
        e.got.clear();
        e.waiting = false;
        e.count = 0;
        *e.ready = 0;
    }
    written_.got.clear();
    written_.count = 0;
    queued_ = collected_ = transfers_ = 0;
    after_reset_ = true;
}

void Streams::queue(uint32_t i, std::vector<uint8_t>&& transactions, size_t offset) {
    if (i >= slots_.size() || !slots_[i].input) throw SimError(PROTOCOL, "no input stream has index " + std::to_string(i));
    In& e = ins_[slots_[i].at];
    const char* name = model_.streams[i].name;
    const size_t n = transactions.size() - offset;
    if (n % e.bytes != 0) throw SimError(PROTOCOL, std::string("stream ") + name + ": not a whole number of transactions");
    if (n == 0) return;
    if (queued_ + n > kMaxQueued) throw SimError(LIMIT, std::string("stream ") + name + ": more than 512 MiB are queued and not yet taken; run between sends");
    queued_ += n;
    e.chunks.push_back({std::move(transactions), offset});
    e.more = true;
}

// An input that has nothing to offer carries noise while stalls are asked for: a design that reads data without valid is found out.
void Streams::offer() {
    for (In& e : ins_) {
        if (e.offered) continue;
        if (e.more && !random_.chance(options_.stall_in)) {
            copy_to(e.data, e.chunks.front().bytes.data() + e.chunks.front().at);
            *e.valid = 1;
            e.offered = true;
        } else if (options_.stall_in != 0) {
            for (const Port& p : e.data) {
                for (uint32_t i = 0; i < p.bytes(); ++i) p.data[i] = static_cast<uint8_t>(random_.next() >> 32);
                p.data[p.bytes() - 1] &= p.top_mask();
            }
        }
    }
    for (Out& e : outs_) *e.ready = !random_.chance(options_.stall_out);
}

void Streams::take() {
    for (In& e : ins_) {
        if (!e.offered || !*e.ready) continue;
        e.offered = false;
        ++e.count;
        ++transfers_;
        queued_ -= e.bytes;
        Chunk& c = e.chunks.front();
        c.at += e.bytes;
        if (c.at == c.bytes.size()) e.chunks.pop_front();
        e.more = !e.chunks.empty();
    }
}

void Streams::collect() {
    for (Out& e : outs_) {
        e.waiting = *e.valid && !*e.ready;
        if (e.waiting) copy_from(e.data, e.held.data());
        if (!*e.valid || e.waiting) continue;
        const size_t size = e.got.size();
        e.got.resize(size + e.bytes);
        copy_from(e.data, e.got.data() + size);
        collected_ += e.bytes;
        ++e.count;
        ++transfers_;
        if (model_.watch_bytes != 0) note(e);
    }
}

// A transaction stands among the writes of a watched memory, so that it is known which came before it.
void Streams::note(const Out& o) {
    Out& e = written_;
    const size_t size = e.got.size();
    e.got.resize(size + e.bytes);
    put_watched(e.got.data() + size, kPassed, o.index);
    collected_ += e.bytes;
    ++e.count;
}

// What a watched memory was told in this cycle.
void Streams::absorb() {
    Out& e = written_;
    const size_t n = model_.written.size();
    e.got.insert(e.got.end(), model_.written.begin(), model_.written.end());
    model_.written.clear();
    collected_ += n;
    e.count += n / e.bytes;
    transfers_ += n / e.bytes;
}

// At full speed ready is always 1, nothing waits, and only rule 5 can be broken.
void Streams::watch() {
    for (const Out& e : outs_) {
        if (after_reset_ && *e.valid) violation(e, 5, "valid is 1 before the first rising edge after reset");
        if (!e.waiting) continue;
        if (!*e.valid) violation(e, 2, "valid fell before the transfer");
        const uint8_t* held = e.held.data();
        for (const Port& p : e.data) {
            if (std::memcmp(held, p.data, p.bytes()) != 0) {
                violation(e, 3, std::string(p.name) + " changed from " + hex(p, held) + " to " + hex(p, p.data) + " while valid waits");
            }
            held += p.bytes();
        }
    }
    after_reset_ = false;
    if (stalled_ && (model_.cycle < 64 || (random_.next() >> 40 & 63) == 0)) probe();
}

// Rule 4: with clk = 0, one ready at a time is turned over; no valid may follow.
void Streams::probe() {
    std::vector<uint8_t> before;
    for (const Out& e : outs_) before.push_back(*e.valid);
    for (Out& turned : outs_) {
        *turned.ready ^= 1;
        model_.settle();
        for (size_t i = 0; i < outs_.size(); ++i) {
            if (*outs_[i].valid != before[i]) violation(outs_[i], 4, std::string("valid follows ready of ") + model_.streams[turned.index].name + " without an edge");
        }
        *turned.ready ^= 1;
        model_.settle();
    }
}

void Streams::cycle() {
    offer();
    model_.low();
    if (options_.monitor && (stalled_ || after_reset_)) watch();
    take();  // both sides are sampled before the edge
    collect();
    model_.high();
    if (!model_.written.empty()) absorb();
    // an input's valid falls with the edge: a driver that has more raises it again before the next evaluation
    for (In& e : ins_) *e.valid = e.offered;
}

const std::vector<uint8_t>& Streams::output(uint32_t i) const {
    static const std::vector<uint8_t> none;
    return slots_[i].input ? none : out(i).got;
}

void Streams::sent(uint32_t i) {
    std::vector<uint8_t>& got = (watched(i) ? written_ : outs_[slots_[i].at]).got;
    collected_ -= got.size();
    got.clear();
}

void Streams::violation(const Out& o, uint32_t rule, const std::string& what) const {
    throw SimError(RULE, std::string("stream ") + model_.streams[o.index].name + " breaks rule " + std::to_string(rule) + " at cycle " + std::to_string(model_.cycle) + ": " + what, o.index, rule);
}

}  // namespace kakure
