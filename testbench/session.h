// SPDX-License-Identifier: Apache-2.0
// One session: greets, then answers frames until FINISH, an error or the end of the channel.
#pragma once
#include <memory>

#include "channel.h"
#include "model.h"
#include "streams.h"

namespace kakure {

struct SessionOptions {
    uint64_t seed = 1;
    std::string wave;  // replay only: overrides the file's WAVE
    uint64_t from = 0, to = ~uint64_t{0};
    bool dump = false;
};

class Session {
public:
    Session(Channel& channel, const SessionOptions& options) : channel_(channel), options_(options) {}
    /// The exit status: 0 finished, 1 error (told to the other side) or a replay that differs, 4 the other side went away.
    int serve();

private:
    void greet();
    void accept(const Frame& hello);
    bool answer(Frame& frame);
    void reset(Reader in);
    void step(Reader in, const Frame& frame);
    void sweep(Reader in);
    template <class Records> void cycles(const char* what, uint32_t n, Records records);
    void run_until(Reader in);
    void flush(bool all);
    void send_chunks(uint32_t stream);
    void remember(uint32_t stream, const uint8_t* transaction);
    void peek(Reader in);
    void poke(Reader in);
    void wave(Reader in);
    void expect(Reader in);
    void toggles();
    void put_counts(Toggles& of);
    void expect_written(uint64_t cycle, const uint8_t* want, const uint8_t* mask);
    void beat();
    void tell(const SimError& e);
    const Port& port(uint32_t index) const;

    Channel& channel_;
    SessionOptions options_;
    std::unique_ptr<Model> model_;
    std::unique_ptr<Streams> streams_;
    std::vector<uint64_t> reported_;   // transactions of each stream sent back since reset
    std::vector<uint8_t> last_out_;    // replay: output record of the last cycle stepped
    std::vector<uint8_t> last_written_;  // replay: the last writes of a watched memory
    Writer out_;
    uint64_t last_beat_ = 0;
    uint64_t counted_ = 0;  // cycle up to which changes of nets were told
    bool differs_ = false;
};

}  // namespace kakure
