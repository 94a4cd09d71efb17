// SPDX-License-Identifier: Apache-2.0
// The words of the protocol; its page is the head of sim_main.cpp. kakure.cosim.Message names the same messages in the same order.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace kakure {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "frames and ports are copied as they lie in memory: little-endian only");

constexpr uint32_t kMagic = 0x554b414b;  // "KAKU" in memory
constexpr uint16_t kVersion = 2;
constexpr uint32_t kHeaderBytes = 16;
constexpr uint32_t kMaxPayload = 16u << 20;     // a longer frame is refused, not allocated
constexpr uint64_t kMaxQueued = 512ull << 20;   // transactions that wait for one session's input streams
constexpr uint64_t kHeartbeatNanos = 500'000'000;

enum Type : uint16_t {
    HELLO = 1, RESET, STEP, RESULT, SEND, RECEIVED, RUN_UNTIL, RAN, PEEK, VALUE, POKE, HEARTBEAT, LOG, WAVE, EXPECT, FINISH, ERROR, SWEEP, TOGGLES, kTypes
};

enum Code : uint32_t { PROTOCOL = 1, REFUSED, RULE, DESIGN, LIMIT, TOOL };

enum Reason : uint32_t { ARRIVED = 1, DRAINED, IDLE, CYCLES };

struct Header {
    uint32_t magic;
    uint16_t version;
    uint16_t type;
    uint32_t sequence;
    uint32_t length;
};
static_assert(sizeof(Header) == kHeaderBytes, "the header has no padding");

/// Ends the session: sent as ERROR where a socket is left to send it on.
struct SimError : std::runtime_error {
    Code code;
    uint32_t index, detail;  // RULE: stream and rule
    SimError(Code c, const std::string& text, uint32_t i = 0, uint32_t d = 0) : std::runtime_error(text), code(c), index(i), detail(d) {}
};

struct Frame {
    uint16_t type = 0;
    std::vector<uint8_t> payload;
};

/// Reads a payload front to back and refuses to read past its end.
class Reader {
public:
    explicit Reader(const Frame& f) : p_(f.payload.data()), end_(p_ + f.payload.size()) {}
    template <class T> T get() {
        T v;
        std::memcpy(&v, bytes(sizeof v), sizeof v);
        return v;
    }
    const uint8_t* bytes(size_t n) {
        if (left() < n) throw SimError(PROTOCOL, "a frame ends before its fields do");
        const uint8_t* at = p_;
        p_ += n;
        return at;
    }
    size_t left() const { return static_cast<size_t>(end_ - p_); }

private:
    const uint8_t* p_;
    const uint8_t* end_;
};

/// Collects a payload behind 16 free bytes, so that header and payload leave in one write. The buffer never shrinks: growing a vector anew would fill every frame with zeros first.
class Writer {
public:
    Writer() : buf_(kHeaderBytes) {}
    void clear() { end_ = kHeaderBytes; }
    size_t size() const { return end_ - kHeaderBytes; }
    template <class T> void put(T v) { bytes(&v, sizeof v); }
    void bytes(const void* p, size_t n) {
        uint8_t* to = grow(n);
        if (n != 0) std::memcpy(to, p, n);
    }
    /// Room for n bytes, which hold anything; valid until the next call.
    uint8_t* grow(size_t n) {
        if (buf_.size() < end_ + n) buf_.resize(std::max(end_ + n, 2 * buf_.size()));
        end_ += n;
        return buf_.data() + end_ - n;
    }
    /// Header and payload.
    uint8_t* frame() { return buf_.data(); }
    size_t frame_size() const { return end_; }

private:
    std::vector<uint8_t> buf_;
    size_t end_ = kHeaderBytes;
};

}  // namespace kakure
