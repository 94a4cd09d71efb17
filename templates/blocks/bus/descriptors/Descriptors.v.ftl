// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/bus/bus.ftl" as b]
// Walks a chain of descriptors of ${descriptorBytes} bytes in memory and hands each to who moves its bytes: 0 cfg, 1 img, 2 msk, 3 rqc, 4 the answer; 5 reads descriptors.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
[@b.requestIn/]
  input  wire reset_i,
  input  wire [5:0] free_i,
  input  wire [5:0] done_i,
  input  wire [5:0] wrong_i,
  input  wire full_i,
  input  wire word_valid_i,
  input  wire [@v.range width/] word_data_i,
  output wire [31:0] rsp_data_o,
  output wire rsp_error_o,
  output wire irq_o,
  output wire stop_o,
  output wire [5:0] job_o,
  output wire [63:0] addr_o,
  output wire [31:0] length_o,
  output wire last_o
);
  localparam [1:0] REST = 2'd0, ASK = 2'd1, READ = 2'd2, HAND = 2'd3;
  wire whole = req_strb_i == 4'hf;
  wire write = req_valid_i & req_write_i & whole;

  // What the host wrote.
[#list kept as r]
  reg [@v.range r.word.width/] ${r.name}_q;
[/#list]
  always @(${clockEdge})
    if (!rst_ni) begin
[#list kept as r]
      ${r.name}_q <= ${r.word.width}'d${r.reset};
[/#list]
    end else if (write) begin
[#list kept as r]
      if (req_addr_i == 12'd${r.offset}) ${r.name}_q <= req_data_i[@v.range r.word.width/];
[/#list]
    end

  // The chain.
  reg [1:0] state_q;
  reg [15:0] left_q;
  reg chained_q;   // a chain was started since a reset: there is one that may go on
  reg [63:0] at_q;
  reg [@v.range usedBits/] word_q;
[#if parts > 1]
  reg [@v.range partBits/] part_q;
  wire end_of_word = part_q == ${partBits}'d${lastPart};
[#else]
  wire end_of_word = 1'b1;
[/#if]
  reg [2:0] code_q, stream_q;
  reg [4:0] notes_q;   // whose descriptor says interrupt
  reg moved_q;
  wire stopped = code_q != 3'd0;
  wire stop = stopped | reset_i;
  wire moving = (state_q != REST) | (left_q != 16'd0) | (free_i != 6'h3f);
  assign stop_o = stop;

  wire [63:0] next = word_q[[@v.bits fields.next/]];
  wire [63:0] address = word_q[[@v.bits fields.address/]];
  wire [31:0] length = word_q[[@v.bits fields.length/]];
  wire [3:0] stream = word_q[[@v.bits fields.stream/]];
  wire answer = stream == 4'd4;
  wire known = stream <= 4'd4;
  wire [4:0] lane = {answer, stream == 4'd3, stream == 4'd2, stream == 4'd1, stream == 4'd0};
  wire far = at_q[@v.range alignBits/] != ${alignBits}'d0;
  wire odd = address[@v.range byteBits/] != ${byteBits}'d0;
  wire part = (length == 32'd0) | (~answer & (length[@v.range byteBits/] != ${byteBits}'d0));
  wire asking = (state_q == ASK) & ~stop;
  wire handing = (state_q == HAND) & ~stop;
  wire legal = known & ~odd & ~part;
  assign job_o = {asking & ~far, handing & legal ? lane : 5'd0};
  assign addr_o = state_q == ASK ? at_q : address;
  assign length_o = state_q == ASK ? 32'd${readBytes} : length;
  assign last_o = word_q[[@v.bits fields.last/]];
  wire given = (job_o & free_i) != 6'd0;
  wire begun = handing & given;

  // The first error: of those who move the lowest, then of a descriptor.
  wire [5:0] wrong = done_i & wrong_i;
  wire full = done_i[4] & full_i;
  wire bad = (asking & far) | (handing & ~legal);
  wire [2:0] who = wrong[0] ? 3'd0 : wrong[1] ? 3'd1 : wrong[2] ? 3'd2 : wrong[3] ? 3'd3 : wrong[4] | full ? 3'd4 : wrong[5] | (state_q == ASK) | ~known ? 3'd5 : stream[2:0];
  wire [2:0] why = (wrong & 6'h0f) != 6'd0 ? 3'd${codes.read} : wrong[4] ? 3'd${codes.write} : full ? 3'd${codes.full} : wrong[5] ? 3'd${codes.read} : (state_q == ASK) ? 3'd${codes.address} :
    ~known ? 3'd${codes.stream} : odd ? 3'd${codes.address} : 3'd${codes.length};

  // Whether what the host asks can be done.
  wire may_start = ~moving & ~stop;
  wire may_add = chained_q & ~left_q[15] & ~stop;
  wire start = write & (req_addr_i == 12'd${named.start.offset}) & may_start;
  wire more = write & (req_addr_i == 12'd${named.more.offset}) & may_add;
  wire clear = write & (req_addr_i == 12'd${named.mover_pending.offset}) & req_data_i[0];
  wire [15:0] added = start | more ? {1'b0, req_data_i[14:0]} : 16'd0;

  always @(${clockEdge})
    if (!rst_ni) begin
      state_q <= REST;
      left_q <= 16'd0;
      chained_q <= 1'b0;
      code_q <= 3'd0;
      stream_q <= 3'd0;
      notes_q <= 5'd0;
      moved_q <= 1'b0;
      at_q <= 64'd0;
    end else if (stop) begin
      state_q <= REST;
      left_q <= 16'd0;
      notes_q <= 5'd0;
      if (reset_i) begin
        chained_q <= 1'b0;
        code_q <= 3'd0;
        stream_q <= 3'd0;
        moved_q <= 1'b0;
      end else if (clear) moved_q <= 1'b0;
    end else begin
      case (state_q)
        REST: if (left_q != 16'd0) state_q <= ASK;
        ASK: if (given) state_q <= READ;
        READ: if (word_valid_i & end_of_word) state_q <= HAND;
        default: if (given) state_q <= REST;
      endcase
      left_q <= left_q + added - {15'd0, begun};
      if (start) chained_q <= 1'b1;
      if (start) at_q <= {first_high_q, first_low_q};
      else if (begun) at_q <= next;
      if ((wrong != 6'd0) | full | bad) begin
        code_q <= why;
        stream_q <= who;
      end
      notes_q <= begun ? (notes_q & ~lane) | (word_q[[@v.bits fields.interrupt/]] ? lane : 5'd0) : notes_q;
      moved_q <= (moved_q & ~clear) | (((done_i[4:0] & ~wrong_i[4:0] & notes_q) != 5'd0) & ~full);
    end
[#if parts > 1]
  always @(${clockEdge})
    if (!rst_ni) part_q <= ${partBits}'d0;
    else if (state_q != READ) part_q <= ${partBits}'d0;
    else if (word_valid_i) part_q <= part_q + ${partBits}'d1;
[/#if]
  always @(posedge clk_i) begin
[#list pieces as p]
    if ((state_q == READ) & word_valid_i[#if parts > 1] & (part_q == ${partBits}'d${p.part})[/#if]) word_q[${p.msb}:${p.lsb}] <= word_data_i[${p.top}:0];
[/#list]
  end

  // What the host reads.
  reg [31:0] data;
  reg reads, writes;
  always @(*) begin
    reads = 1'b1;
    case (req_addr_i)
      12'd${named.first_low.offset}: data = first_low_q;
      12'd${named.first_high.offset}: data = first_high_q;
      12'd${named.mover.offset}: data = {left_q, 15'd0, moving};
      12'd${named.mover_error.offset}: data = {25'd0, stream_q, 1'b0, code_q};
      12'd${named.at_low.offset}: data = at_q[31:0];
      12'd${named.at_high.offset}: data = at_q[63:32];
      12'd${named.mover_enable.offset}: data = {30'd0, mover_enable_q};
      12'd${named.mover_pending.offset}: data = {30'd0, stopped, moved_q};
      default: begin
        data = 32'd0;
        reads = 1'b0;
      end
    endcase
    case (req_addr_i)
[#list kept as r]
      12'd${r.offset}: writes = 1'b1;
[/#list]
      12'd${named.mover_pending.offset}: writes = 1'b1;
      12'd${named.start.offset}: writes = may_start;
      12'd${named.more.offset}: writes = may_add;
      default: writes = 1'b0;
    endcase
  end
  assign rsp_data_o = data;
  assign rsp_error_o = req_write_i ? ~(writes & whole) : ~reads;
  assign irq_o = ({stopped, moved_q} & mover_enable_q) != 2'd0;
[#if spare]
  wire unused = &{1'b0, word_data_i[${width - 1}:${usedBits}]};
[/#if]

`ifdef KAKURE_ASSERT
[@b.known clockEdge/]
`endif
[@b.rule "no_descriptor_after_an_error"]~stopped | (job_o == 6'd0)[/@b.rule]

[@b.rule "one_at_a_time"](job_o & (job_o - 6'd1)) == 6'd0[/@b.rule]

[@b.rule "addresses_are_aligned"](job_o == 6'd0) | (addr_o[@v.range byteBits/] == ${byteBits}'d0)[/@b.rule]

[@b.rule "something_to_move"](job_o == 6'd0) | (length_o != 32'd0)[/@b.rule]

[@b.rule "whole_words_come"]((job_o & 6'h2f) == 6'd0) | (length_o[@v.range byteBits/] == ${byteBits}'d0)[/@b.rule]

endmodule
`default_nettype wire
