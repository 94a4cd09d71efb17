// SPDX-License-Identifier: Apache-2.0
// AXI4-Lite to registers: an access a cycle, answered with SLVERR where the registers answer with an error.
`default_nettype none
module axi_lite (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire aw_valid_i,
  input  wire [11:0] aw_addr_i,
  input  wire w_valid_i,
  input  wire [31:0] w_data_i,
  input  wire [3:0] w_strb_i,
  input  wire b_ready_i,
  input  wire ar_valid_i,
  input  wire [11:0] ar_addr_i,
  input  wire r_ready_i,
  input  wire [31:0] rsp_data_i,
  input  wire rsp_error_i,
  output wire aw_ready_o,
  output wire w_ready_o,
  output wire b_valid_o,
  output wire [1:0] b_resp_o,
  output wire ar_ready_o,
  output wire r_valid_o,
  output wire [31:0] r_data_o,
  output wire [1:0] r_resp_o,
  output wire req_valid_o,
  output wire req_write_o,
  output wire [11:0] req_addr_o,
  output wire [31:0] req_data_o,
  output wire [3:0] req_strb_o
);
  // What was taken and not answered yet.
  reg aw_full_q, w_full_q, ar_full_q;
  reg [11:0] aw_addr_q, ar_addr_q;
  reg [31:0] w_data_q;
  reg [3:0] w_strb_q;
  // Answers.
  reg b_valid_q, b_error_q, r_valid_q, r_error_q;
  reg [31:0] r_data_q;
  wire write = aw_full_q & w_full_q & ~b_valid_q;
  wire read = ar_full_q & ~r_valid_q & ~write;

  always @(posedge clk_i)
    if (!rst_ni) begin
      aw_full_q <= 1'b0;
      w_full_q <= 1'b0;
      ar_full_q <= 1'b0;
      b_valid_q <= 1'b0;
      r_valid_q <= 1'b0;
      b_error_q <= 1'b0;
      r_error_q <= 1'b0;
      aw_addr_q <= 12'd0;
      ar_addr_q <= 12'd0;
      w_strb_q <= 4'd0;
    end else begin
      aw_full_q <= aw_full_q ? ~write : aw_valid_i;
      w_full_q <= w_full_q ? ~write : w_valid_i;
      ar_full_q <= ar_full_q ? ~read : ar_valid_i;
      b_valid_q <= b_valid_q ? ~b_ready_i : write;
      r_valid_q <= r_valid_q ? ~r_ready_i : read;
      if (write) b_error_q <= rsp_error_i;
      if (read) r_error_q <= rsp_error_i;
      if (~aw_full_q) aw_addr_q <= aw_addr_i;
      if (~ar_full_q) ar_addr_q <= ar_addr_i;
      if (~w_full_q) w_strb_q <= w_strb_i;
    end
  always @(posedge clk_i) begin
    if (~w_full_q) w_data_q <= w_data_i;
    if (read) r_data_q <= rsp_data_i;
  end
  assign aw_ready_o = ~aw_full_q;
  assign w_ready_o = ~w_full_q;
  assign ar_ready_o = ~ar_full_q;
  assign b_valid_o = b_valid_q;
  assign b_resp_o = {b_error_q, 1'b0};
  assign r_valid_o = r_valid_q;
  assign r_data_o = r_data_q;
  assign r_resp_o = {r_error_q, 1'b0};
  assign req_valid_o = write | read;
  assign req_write_o = write;
  assign req_addr_o = write ? aw_addr_q : ar_addr_q;
  assign req_data_o = w_data_q;
  assign req_strb_o = w_strb_q;

`ifdef KAKURE_ASSERT
  reg known_q;   // registers are what a reset made of them, or what followed
  initial known_q = 1'b0;
  always @(posedge clk_i) if (!rst_ni) known_q <= 1'b1;
  // What waited in the cycle before, what is open, counted at the ports, and what the registers said of it.
  reg b_waits_q, r_waits_q;
  reg [1:0] b_resp_past_q, r_resp_past_q;
  reg [31:0] r_data_past_q;
  reg [1:0] aw_open_q, w_open_q, ar_open_q;
  reg b_wrong_q, r_wrong_q;
  always @(posedge clk_i)
    if (!rst_ni) begin
      b_waits_q <= 1'b0;
      r_waits_q <= 1'b0;
      aw_open_q <= 2'd0;
      w_open_q <= 2'd0;
      ar_open_q <= 2'd0;
      b_wrong_q <= 1'b0;
      r_wrong_q <= 1'b0;
    end else begin
      b_waits_q <= b_valid_o & ~b_ready_i;
      r_waits_q <= r_valid_o & ~r_ready_i;
      aw_open_q <= aw_open_q + {1'b0, aw_valid_i & aw_ready_o} - {1'b0, b_valid_o & b_ready_i};
      w_open_q <= w_open_q + {1'b0, w_valid_i & w_ready_o} - {1'b0, b_valid_o & b_ready_i};
      ar_open_q <= ar_open_q + {1'b0, ar_valid_i & ar_ready_o} - {1'b0, r_valid_o & r_ready_i};
      if (req_valid_o & req_write_o) b_wrong_q <= rsp_error_i;
      if (req_valid_o & ~req_write_o) r_wrong_q <= rsp_error_i;
    end
  always @(posedge clk_i) begin
    b_resp_past_q <= b_resp_o;
    r_resp_past_q <= r_resp_o;
    r_data_past_q <= r_data_o;
  end
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~b_waits_q | (b_valid_o & (b_resp_o == b_resp_past_q))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~b_waits_q | (b_valid_o & (b_resp_o == b_resp_past_q))))) begin
      $display("%m: assertion b_stays failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~r_waits_q
      | (r_valid_o & (r_resp_o == r_resp_past_q) & (r_data_o == r_data_past_q))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~r_waits_q | (r_valid_o & (r_resp_o == r_resp_past_q) & (r_data_o == r_data_past_q))))) begin
      $display("%m: assertion r_stays failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~b_valid_o | ((aw_open_q != 2'd0) & (w_open_q != 2'd0))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~b_valid_o | ((aw_open_q != 2'd0) & (w_open_q != 2'd0))))) begin
      $display("%m: assertion b_answers_a_write failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | ((aw_open_q == {1'b0, aw_full_q} + {1'b0, b_valid_q})
      & (w_open_q == {1'b0, w_full_q} + {1'b0, b_valid_q})));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | ((aw_open_q == {1'b0, aw_full_q} + {1'b0, b_valid_q})
        & (w_open_q == {1'b0, w_full_q} + {1'b0, b_valid_q})))) begin
      $display("%m: assertion each_write_is_answered failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (ar_open_q == {1'b0, ar_full_q} + {1'b0, r_valid_q}));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (ar_open_q == {1'b0, ar_full_q} + {1'b0, r_valid_q}))) begin
      $display("%m: assertion each_read_is_answered failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | ((~b_valid_o | (b_resp_o == {b_wrong_q, 1'b0}))
      & (~r_valid_o | (r_resp_o == {r_wrong_q, 1'b0}))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | ((~b_valid_o | (b_resp_o == {b_wrong_q, 1'b0}))
        & (~r_valid_o | (r_resp_o == {r_wrong_q, 1'b0}))))) begin
      $display("%m: assertion errors_are_told failed");
      $stop;
    end
`endif
`endif

endmodule
`default_nettype wire
