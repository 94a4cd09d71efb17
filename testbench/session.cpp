// SPDX-License-Identifier: Apache-2.0
#include "session.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "sweep.h"

namespace kakure {
namespace {

constexpr uint32_t kSlice = 64;             // cycles between two looks at the clock, at most
constexpr size_t kRemembered = 64;          // writes of a watched memory: more than a cycle brings
constexpr size_t kFlushBytes = 128 << 10;   // output transactions are sent back in about this size
constexpr uint32_t kWatchRules = 1, kStopDrained = 1;

uint64_t nanos() {
    timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<uint64_t>(t.tv_nsec);
}

std::string bytes_of(const char* hex, size_t n) {
    std::string s;
    for (size_t i = 0; i < n && hex[2 * i] && hex[2 * i + 1]; ++i) s += static_cast<char>(std::stoi(std::string(hex + 2 * i, 2), nullptr, 16));
    s.resize(n);
    return s;
}

}  // namespace

int Session::serve() {
    try {
        Frame frame;
        if (!channel_.replay()) greet();
        if (!channel_.next(frame)) return 4;
        accept(frame);
        while (channel_.next(frame)) {
            if (!answer(frame)) return differs_ ? 1 : 0;
        }
        if (!channel_.replay()) return 4;
        model_->finish();
        std::printf("replayed to cycle %llu\n", static_cast<unsigned long long>(model_->cycle));
        return differs_ ? 1 : 0;
    } catch (const SimError& e) {
        tell(e);
        return 1;
    }
}

void Session::greet() {
    out_.put<uint16_t>(kVersion);
    out_.put<uint16_t>(kVersion);
    out_.bytes(bytes_of(kDesignHash, 32).data(), 32);
    out_.bytes(bytes_of(kPortsHash, 32).data(), 32);
    out_.put<uint64_t>(options_.seed);
    const char* token = std::getenv("KAKURE_TOKEN");
    out_.bytes(bytes_of(token ? token : "", 16).data(), 16);
    channel_.send(HELLO, out_);
}

void Session::accept(const Frame& hello) {
    if (hello.type == ERROR) throw SimError(REFUSED, "refused by the other side");
    if (hello.type != HELLO) throw SimError(PROTOCOL, "the first frame must be HELLO");
    Reader in(hello);
    const uint16_t lowest = in.get<uint16_t>(), highest = in.get<uint16_t>();
    if (lowest > kVersion || highest < kVersion) {
        throw SimError(REFUSED, "protocol versions " + std::to_string(lowest) + " to " + std::to_string(highest) + " refused: this simulator speaks version " + std::to_string(kVersion));
    }
    if (std::memcmp(in.bytes(32), bytes_of(kDesignHash, 32).data(), 32) != 0) throw SimError(REFUSED, std::string("other design refused: this simulator was built from ") + kDesignName + ", hash " + std::string(kDesignHash, 12));
    if (std::memcmp(in.bytes(32), bytes_of(kPortsHash, 32).data(), 32) != 0) throw SimError(REFUSED, std::string("other port table refused: this simulator has that of ") + kDesignName + ", hash " + std::string(kPortsHash, 12));
    const uint64_t seed = in.get<uint64_t>();
    if (channel_.replay()) options_.seed = seed;
    if (seed != options_.seed) throw SimError(REFUSED, "seed " + std::to_string(seed) + " refused: this simulator was started with seed " + std::to_string(options_.seed));
    StreamOptions streams;
    streams.stall_in = in.get<uint16_t>();
    streams.stall_out = in.get<uint16_t>();
    streams.monitor = (in.get<uint32_t>() & kWatchRules) != 0;
    model_ = make_model(seed);
    streams_ = std::make_unique<Streams>(*model_, seed, streams);
    reported_.assign(streams_->size(), 0);
    if (!options_.wave.empty()) model_->wave(options_.wave, options_.from, options_.to);
    last_beat_ = nanos();
}

bool Session::answer(Frame& frame) {
    Reader in(frame);
    switch (frame.type) {
        case RESET: reset(in); break;
        case STEP: step(in, frame); break;
        case SWEEP: sweep(in); break;
        case SEND: {
            const uint32_t stream = in.get<uint32_t>();
            streams_->queue(stream, std::move(frame.payload), 4);
            break;
        }
        case RUN_UNTIL: run_until(in); break;
        case PEEK: peek(in); break;
        case POKE: poke(in); break;
        case HEARTBEAT:
            out_.put<uint64_t>(model_->cycle);
            channel_.send(HEARTBEAT, out_);
            break;
        case WAVE: wave(in); break;
        case EXPECT: expect(in); break;
        case TOGGLES: toggles(); break;
        case FINISH:
            model_->finish();
            out_.put<uint64_t>(model_->cycle);
            channel_.send(FINISH, out_);
            return false;
        case ERROR: return false;
        default: throw SimError(PROTOCOL, "message type " + std::to_string(frame.type) + " is not for the simulator");
    }
    return true;
}

void Session::reset(Reader in) {
    const uint32_t edges = in.get<uint32_t>();
    streams_->clear();
    std::fill(reported_.begin(), reported_.end(), 0);
    model_->reset(edges);
    counted_ = 0;
    out_.put<uint32_t>(edges);
    channel_.send(RESET, out_);
}

void Session::step(Reader in, const Frame& frame) {
    const uint32_t n = in.get<uint32_t>();
    if (frame.payload.size() - 4 != uint64_t{n} * model_->in_bytes) throw SimError(PROTOCOL, "STEP of " + std::to_string(n) + " cycles does not hold as many input records");
    cycles("STEP", n, [&](uint32_t slice) { return in.bytes(size_t{slice} * model_->in_bytes); });
}

void Session::sweep(Reader in) {
    const uint32_t n = in.get<uint32_t>(), lanes = in.get<uint32_t>();
    const uint64_t first = in.get<uint64_t>(), last = in.get<uint64_t>();
    if (n > kMaxPayload) throw SimError(PROTOCOL, "SWEEP of " + std::to_string(n) + " cycles: the limit is " + std::to_string(kMaxPayload));
    Sweep points(*model_, lanes, first, last);
    cycles("SWEEP", n, [&](uint32_t slice) { return points.records(slice); });
}

// n cycles, a slice at a time, whose input records the caller gives.
template <class Records> void Session::cycles(const char* what, uint32_t n, Records records) {
    const uint64_t out_bytes = model_->out_bytes;
    if (n * out_bytes + 12 > kMaxPayload) throw SimError(PROTOCOL, std::string(what) + " of " + std::to_string(n) + " cycles asks for an answer above the limit");
    out_.put<uint64_t>(model_->cycle);
    out_.put<uint32_t>(n);
    uint8_t* to = out_.grow(n * out_bytes);
    for (uint32_t done = 0; done < n;) {
        const uint32_t slice = std::min(kSlice, n - done);
        model_->cycles(records(slice), to + done * out_bytes, slice);
        done += slice;
        beat();
    }
    if (channel_.replay() && n > 0) last_out_.assign(to + (n - 1) * out_bytes, to + n * out_bytes);
    channel_.send(RESULT, out_);
}

void Session::run_until(Reader in) {
    const uint64_t most = in.get<uint64_t>();
    const uint32_t idle = in.get<uint32_t>(), flags = in.get<uint32_t>(), k = in.get<uint32_t>();
    if (k > streams_->size()) throw SimError(PROTOCOL, "RUN_UNTIL names more streams than there are");
    std::vector<std::pair<uint32_t, uint64_t>> targets;
    for (uint32_t i = 0; i < k; ++i) {
        const uint32_t stream = in.get<uint32_t>();
        const uint64_t further = in.get<uint64_t>();
        if (stream >= streams_->size()) throw SimError(PROTOCOL, "RUN_UNTIL names a stream that does not exist");
        targets.emplace_back(stream, streams_->count(stream) + further);
    }
    const uint64_t start = model_->cycle;
    uint64_t quiet = 0, transfers = streams_->transfers(), slice = 0;
    const auto met = [&] { return std::all_of(targets.begin(), targets.end(), [&](const auto& t) { return streams_->count(t.first) >= t.second; }); };
    Reason reason = CYCLES;
    bool look = true;
    for (;;) {
        if (look) {
            if (k > 0 && met()) { reason = ARRIVED; break; }
            if ((flags & kStopDrained) && streams_->drained()) { reason = DRAINED; break; }
        }
        if (idle != 0 && quiet >= idle) { reason = IDLE; break; }
        if (model_->cycle - start >= most) { reason = CYCLES; break; }
        streams_->cycle();
        look = streams_->transfers() != transfers;
        quiet = look ? 0 : quiet + 1;
        transfers = streams_->transfers();
        if (++slice % kSlice == 0) {
            if (streams_->collected() >= kFlushBytes) flush(false);
            beat();
        }
    }
    flush(true);
    out_.put<uint32_t>(reason);
    out_.put<uint64_t>(model_->cycle - start);
    out_.put<uint64_t>(model_->cycle);
    channel_.send(RAN, out_);
}

void Session::flush(bool all) {
    for (uint32_t i = 0; i < streams_->size(); ++i) {
        if (!streams_->output(i).empty() && (all || streams_->output(i).size() >= kFlushBytes / 8)) send_chunks(i);
    }
}

void Session::send_chunks(uint32_t stream) {
    const std::vector<uint8_t>& got = streams_->output(stream);
    const size_t one = streams_->bytes(stream), most = std::max<size_t>(1, (kMaxPayload - 12) / one) * one;
    if (channel_.replay() && streams_->watched(stream)) last_written_.assign(got.end() - static_cast<ptrdiff_t>(std::min(got.size(), kRemembered * one)), got.end());
    else if (channel_.replay()) remember(stream, got.data() + got.size() - one);
    for (size_t at = 0; at < got.size(); at += most) {
        const size_t n = std::min(most, got.size() - at);
        out_.put<uint32_t>(stream);
        out_.put<uint64_t>(reported_[stream]);
        out_.bytes(got.data() + at, n);
        channel_.send(RECEIVED, out_);
        reported_[stream] += n / one;
    }
    streams_->sent(stream);
}

// EXPECT compares output records: the stream's ports get what its last transfer brought.
void Session::remember(uint32_t stream, const uint8_t* transaction) {
    last_out_.resize(model_->out_bytes);
    for (const uint32_t data : model_->streams[stream].data) {
        size_t at = 0;
        for (uint32_t i = 0; i < data; ++i) at += model_->ports[i].input ? 0 : model_->ports[i].bytes();
        const uint32_t n = model_->ports[data].bytes();
        std::memcpy(last_out_.data() + at, transaction, n);
        transaction += n;
    }
}

void Session::peek(Reader in) {
    const uint32_t index = in.get<uint32_t>();
    const Port& p = port(index);
    model_->settle();
    out_.put<uint32_t>(index);
    out_.bytes(p.data, p.bytes());
    channel_.send(VALUE, out_);
}

void Session::poke(Reader in) {
    const Port& p = port(in.get<uint32_t>());
    if (!p.input) throw SimError(PROTOCOL, std::string("port ") + p.name + " is not an input");
    std::memcpy(p.data, in.bytes(p.bytes()), p.bytes());
    p.data[p.bytes() - 1] &= p.top_mask();
}

void Session::wave(Reader in) {
    const uint64_t from = in.get<uint64_t>(), to = in.get<uint64_t>();
    const size_t n = in.left();
    const std::string path(reinterpret_cast<const char*>(in.bytes(n)), n);
    if (!options_.wave.empty()) return;
    model_->wave(path, from, to);
    const std::string text = "cycles " + std::to_string(from) + " to " + std::to_string(to) + " go to " + path;
    out_.bytes(text.data(), text.size());
    channel_.send(LOG, out_);
}

void Session::expect(Reader in) {
    const uint64_t cycle = in.get<uint64_t>();
    if (!channel_.replay()) return;
    const uint32_t record = model_->out_bytes + model_->watch_bytes;
    const uint8_t* want = in.bytes(record);
    const uint8_t* mask = in.bytes(record);
    if (!last_written_.empty()) expect_written(cycle, want + model_->out_bytes, mask + model_->out_bytes);
    if (last_out_.empty()) return;
    const uint8_t* got = last_out_.data();
    for (const Port& p : model_->ports) {
        if (p.input) continue;
        bool equal = true;
        for (uint32_t i = 0; i < p.bytes(); ++i) equal &= ((want[i] ^ got[i]) & mask[i]) == 0;
        if (!equal) {
            std::printf("cycle %llu, port %s: expected %s, got %s\n", static_cast<unsigned long long>(cycle), p.name, hex(p, want).c_str(), hex(p, got).c_str());
            differs_ = true;
        }
        want += p.bytes();
        mask += p.bytes();
        got += p.bytes();
    }
}

void Session::toggles() {
    out_.put<uint64_t>(model_->cycle - counted_);
    put_counts(model_->settled);
    put_counts(model_->clocks);
    counted_ = model_->cycle;
    channel_.send(TOGGLES, out_);
}

void Session::put_counts(Toggles& of) {
    const std::vector<uint64_t>& counts = of.counts();
    out_.put<uint32_t>(static_cast<uint32_t>(counts.size()));
    out_.bytes(counts.data(), counts.size() * sizeof counts[0]);
    of.clear();
}

// Of the last writes the one of the same instance and address is compared.
void Session::expect_written(uint64_t cycle, const uint8_t* want, const uint8_t* mask) {
    const uint32_t one = model_->watch_bytes;
    if (std::all_of(mask, mask + one, [](uint8_t b) { return b == 0; })) return;
    for (size_t at = last_written_.size(); at >= one; at -= one) {
        const uint8_t* got = last_written_.data() + at - one;
        if (std::memcmp(got, want, kWatchHead) != 0) continue;
        uint32_t address;
        std::memcpy(&address, got + 4, 4);
        for (uint32_t i = kWatchHead; i < one; ++i) {
            if (((want[i] ^ got[i]) & mask[i]) == 0) continue;
            std::printf("cycle %llu, memory %s, address %u, byte %u: expected 0x%02x, got 0x%02x\n", static_cast<unsigned long long>(cycle), model_->watched[got[0] | got[1] << 8], address, i - kWatchHead, want[i], got[i]);
            differs_ = true;
        }
        return;
    }
    std::printf("cycle %llu: the write that is expected did not come\n", static_cast<unsigned long long>(cycle));
    differs_ = true;
}

// It also ends a simulator whose socket was closed during a long run: the send fails.
void Session::beat() {
    const uint64_t now = nanos();
    if (now - last_beat_ < kHeartbeatNanos) return;
    last_beat_ = now;
    Writer out;  // out_ may hold half an answer
    out.put<uint64_t>(model_->cycle);
    channel_.send(HEARTBEAT, out);
}

void Session::tell(const SimError& e) {
    std::fprintf(stderr, "simulator: %s\n", e.what());
    if (channel_.replay()) return;
    const std::string text = e.what();
    Writer out;
    out.put<uint32_t>(e.code);
    out.put<uint32_t>(e.index);
    out.put<uint32_t>(e.detail);
    out.put<uint64_t>(model_ ? model_->cycle : 0);
    out.bytes(text.data(), text.size());
    channel_.send(ERROR, out);
}

const Port& Session::port(uint32_t index) const {
    if (index >= model_->ports.size()) throw SimError(PROTOCOL, "no port has index " + std::to_string(index));
    return model_->ports[index];
}

}  // namespace kakure
