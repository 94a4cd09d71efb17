// SPDX-License-Identifier: Apache-2.0
// One burst at a time of 5 who ask: the next one behind the last that was served, and its beats to it.
`default_nettype none
module axi_share_5 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire stop_i,
  input  wire lane_0_valid_i,
  input  wire [63:0] lane_0_addr_i,
  input  wire [7:0] lane_0_len_i,
  input  wire lane_1_valid_i,
  input  wire [63:0] lane_1_addr_i,
  input  wire [7:0] lane_1_len_i,
  input  wire lane_2_valid_i,
  input  wire [63:0] lane_2_addr_i,
  input  wire [7:0] lane_2_len_i,
  input  wire lane_3_valid_i,
  input  wire [63:0] lane_3_addr_i,
  input  wire [7:0] lane_3_len_i,
  input  wire lane_4_valid_i,
  input  wire [63:0] lane_4_addr_i,
  input  wire [7:0] lane_4_len_i,
  input  wire [4:0] lane_ready_i,
  input  wire ar_ready_i,
  input  wire r_valid_i,
  input  wire r_last_i,
  output wire [4:0] taken_o,
  output wire [4:0] beat_o,
  output wire ar_valid_o,
  output wire [63:0] ar_addr_o,
  output wire [7:0] ar_len_o,
  output wire r_ready_o
);
  reg ar_q, r_q;                      // the address waits; beats are waited for
  reg [4:0] lane_q;       // for whom
  reg [4:0] later_q;      // those behind it
  reg [63:0] addr_q;
  reg [7:0] len_q;
  wire [4:0] asks = {lane_4_valid_i, lane_3_valid_i, lane_2_valid_i, lane_1_valid_i, lane_0_valid_i};
  wire [4:0] later = asks & later_q;
  wire [4:0] from = later != 5'd0 ? later : asks;
  wire [4:0] first = from & (~from + 5'd1);
  wire idle = ~ar_q & ~r_q;
  assign taken_o = idle & ~stop_i ? first : 5'd0;
  wire take = taken_o != 5'd0;
  assign beat_o = r_q & r_valid_i ? lane_q : 5'd0;
  assign r_ready_o = r_q & ((lane_q & lane_ready_i) != 5'd0);
  wire ends = r_valid_i & r_ready_o & r_last_i;

  always @(posedge clk_i)
    if (!rst_ni) begin
      ar_q <= 1'b0;
      r_q <= 1'b0;
      lane_q <= 5'd0;
      later_q <= 5'd0;
    end else begin
      if (take) ar_q <= 1'b1;
      else if (ar_ready_i) ar_q <= 1'b0;
      if (ar_q & ar_ready_i) r_q <= 1'b1;
      else if (ends) r_q <= 1'b0;
      if (take) begin
        lane_q <= first;
        later_q <= ~(first | (first - 5'd1));
      end
    end
  always @(posedge clk_i) if (take) begin
    addr_q <= ({64{first[0]}} & lane_0_addr_i) | ({64{first[1]}} & lane_1_addr_i) | ({64{first[2]}} & lane_2_addr_i)
        | ({64{first[3]}} & lane_3_addr_i) | ({64{first[4]}} & lane_4_addr_i);
    len_q <= ({8{first[0]}} & lane_0_len_i) | ({8{first[1]}} & lane_1_len_i) | ({8{first[2]}} & lane_2_len_i)
        | ({8{first[3]}} & lane_3_len_i) | ({8{first[4]}} & lane_4_len_i);
  end
  assign ar_valid_o = ar_q;
  assign ar_addr_o = addr_q;
  assign ar_len_o = len_q;

`ifdef KAKURE_ASSERT
  reg known_q;   // registers are what a reset made of them, or what followed
  initial known_q = 1'b0;
  always @(posedge clk_i) if (!rst_ni) known_q <= 1'b1;
  reg ar_waits_q, stopped_q, open_q;
  reg [71:0] ar_past_q;
  reg [4:0] asked_q;
  always @(posedge clk_i)
    if (!rst_ni) begin
      ar_waits_q <= 1'b0;
      stopped_q <= 1'b0;
      open_q <= 1'b0;
      asked_q <= 5'd0;
    end else begin
      ar_waits_q <= ar_valid_o & ~ar_ready_i;
      stopped_q <= stop_i;
      if (ar_valid_o & ar_ready_i) open_q <= 1'b1;
      else if (r_valid_i & r_ready_o & r_last_i) open_q <= 1'b0;
      if (taken_o != 5'd0) asked_q <= taken_o;
    end
  always @(posedge clk_i) ar_past_q <= {ar_addr_o, ar_len_o};
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~ar_waits_q | (ar_valid_o & (ar_past_q == {ar_addr_o, ar_len_o}))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~ar_waits_q | (ar_valid_o & (ar_past_q == {ar_addr_o, ar_len_o}))))) begin
      $display("%m: assertion ar_stays failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(ar_valid_o & open_q) & ~(take & (open_q | ar_valid_o))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(ar_valid_o & open_q) & ~(take & (open_q | ar_valid_o))))) begin
      $display("%m: assertion one_at_a_time failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (((taken_o & (taken_o - 5'd1)) == 5'd0) & ((taken_o & ~asks) == 5'd0)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (((taken_o & (taken_o - 5'd1)) == 5'd0) & ((taken_o & ~asks) == 5'd0)))) begin
      $display("%m: assertion one_who_asks failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | ((beat_o == 5'd0) | (open_q & (beat_o == asked_q))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | ((beat_o == 5'd0) | (open_q & (beat_o == asked_q))))) begin
      $display("%m: assertion beats_to_who_asked failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~open_q | ((asked_q & ~lane_ready_i) != 5'd0) | r_ready_o));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~open_q | ((asked_q & ~lane_ready_i) != 5'd0) | r_ready_o))) begin
      $display("%m: assertion r_is_taken failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(stopped_q & ar_valid_o & ~ar_waits_q)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(stopped_q & ar_valid_o & ~ar_waits_q)))) begin
      $display("%m: assertion silent_when_stopped failed");
      $stop;
    end
`endif
`endif

endmodule
`default_nettype wire
