// SPDX-License-Identifier: Apache-2.0
// Where frames come from and go to: the socket of the Java side, or a replay file.
#pragma once
#include <cstdio>
#include <string>

#include "protocol.h"

namespace kakure {

class Channel {
public:
    virtual ~Channel() = default;
    /// The next frame; false when the other side is gone.
    virtual bool next(Frame& frame) = 0;
    /// Sends what `out` collected and empties it; ends the process with status 4 when the other side is gone.
    virtual void send(Type type, Writer& out) = 0;
    virtual bool replay() const { return false; }

protected:
    /// Checks everything a header can have wrong, before a byte of payload is allocated.
    void check(const Header& h);
    uint32_t expected_ = 0, sent_ = 0;
};

/// `unix:PATH` or `tcp:PORT` (loopback).
class SocketChannel : public Channel {
public:
    explicit SocketChannel(const std::string& address);
    ~SocketChannel() override;
    bool next(Frame& frame) override;
    void send(Type type, Writer& out) override;

private:
    bool read(void* to, size_t n);
    int fd_;
};

/// A file of the frames that Java sent; answers are printed (errors and, with `dump`, transactions) or dropped.
class ReplayChannel : public Channel {
public:
    ReplayChannel(const std::string& path, bool dump);
    ~ReplayChannel() override;
    bool next(Frame& frame) override;
    void send(Type type, Writer& out) override;
    bool replay() const override { return true; }

private:
    std::FILE* file_;
    bool dump_;
};

}  // namespace kakure
