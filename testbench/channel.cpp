// SPDX-License-Identifier: Apache-2.0
#include "channel.h"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kakure {
namespace {

[[noreturn]] void fail(const std::string& what) { throw SimError(TOOL, what + ": " + std::strerror(errno)); }

void stamp(Writer& out, Type type, uint32_t sequence) {
    const Header h{kMagic, kVersion, type, sequence, static_cast<uint32_t>(out.size())};
    std::memcpy(out.frame(), &h, sizeof h);
}

}  // namespace

void Channel::check(const Header& h) {
    if (h.magic != kMagic) throw SimError(PROTOCOL, "the other side does not speak this protocol: no magic word");
    if (h.version != kVersion) {
        throw SimError(REFUSED, "protocol version " + std::to_string(h.version) + " refused: this simulator speaks version " + std::to_string(kVersion));
    }
    if (h.type == 0 || h.type >= kTypes) throw SimError(PROTOCOL, "message type " + std::to_string(h.type) + " does not exist");
    if (h.length > kMaxPayload) throw SimError(PROTOCOL, "frame of " + std::to_string(h.length) + " bytes: the limit is " + std::to_string(kMaxPayload));
    if (h.sequence != expected_) {
        throw SimError(PROTOCOL, "frame " + std::to_string(h.sequence) + " came where frame " + std::to_string(expected_) + " was due");
    }
    ++expected_;
}

SocketChannel::SocketChannel(const std::string& address) {
    if (address.rfind("unix:", 0) == 0) {
        sockaddr_un to{};
        to.sun_family = AF_UNIX;
        const std::string path = address.substr(5);
        if (path.size() >= sizeof to.sun_path) throw SimError(TOOL, "socket path too long: " + path);
        std::memcpy(to.sun_path, path.c_str(), path.size() + 1);
        fd_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd_ < 0 || connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) fail("connect to " + path);
    } else if (address.rfind("tcp:", 0) == 0) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        to.sin_port = htons(static_cast<uint16_t>(std::stoul(address.substr(4))));
        fd_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int one = 1;
        if (fd_ < 0 || connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) fail("connect to port " + address.substr(4));
        setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    } else {
        throw SimError(TOOL, "address must be unix:PATH or tcp:PORT, not " + address);
    }
    const int size = 2 << 20;  // a wish: the kernel caps it
    setsockopt(fd_, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

SocketChannel::~SocketChannel() { close(fd_); }

bool SocketChannel::read(void* to, size_t n) {
    uint8_t* p = static_cast<uint8_t*>(to);
    while (n > 0) {
        const ssize_t got = ::read(fd_, p, n);
        if (got == 0 || (got < 0 && errno != EINTR)) return false;
        if (got > 0) {
            p += got;
            n -= static_cast<size_t>(got);
        }
    }
    return true;
}

bool SocketChannel::next(Frame& frame) {
    Header h;
    if (!read(&h, sizeof h)) return false;
    check(h);
    frame.type = h.type;
    frame.payload.resize(h.length);
    return read(frame.payload.data(), h.length);
}

void SocketChannel::send(Type type, Writer& out) {
    stamp(out, type, sent_++);
    const uint8_t* p = out.frame();
    size_t n = out.frame_size();
    while (n > 0) {
        const ssize_t put = ::send(fd_, p, n, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) _exit(4);  // nobody is left to tell
        p += put;
        n -= static_cast<size_t>(put);
    }
    out.clear();
}

ReplayChannel::ReplayChannel(const std::string& path, bool dump) : file_(std::fopen(path.c_str(), "rb")), dump_(dump) {
    if (!file_) fail("open " + path);
}

ReplayChannel::~ReplayChannel() { std::fclose(file_); }

bool ReplayChannel::next(Frame& frame) {
    Header h;
    const size_t got = std::fread(&h, 1, sizeof h, file_);
    if (got == 0) return false;
    if (got != sizeof h) throw SimError(PROTOCOL, "the replay file ends within a header");
    check(h);
    frame.type = h.type;
    frame.payload.resize(h.length);
    if (std::fread(frame.payload.data(), 1, h.length, file_) != h.length) throw SimError(PROTOCOL, "the replay file ends within a frame");
    return true;
}

void ReplayChannel::send(Type type, Writer& out) {
    if (type == RECEIVED && dump_) {
        const uint8_t* p = out.frame() + kHeaderBytes;
        std::printf("stream %u:", *p);
        for (size_t i = 12; i < out.size(); ++i) std::printf(" %02x", p[i]);
        std::printf("\n");
    }
    out.clear();
}

}  // namespace kakure
