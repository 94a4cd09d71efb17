// SPDX-License-Identifier: Apache-2.0
// SkidBuffer: an arbitrary beat is marked as it enters; it leaves as the beat of the same number, unchanged. Beats are counted modulo 16; two fit inside.
module formal (input clk, input rst_n, input in_valid, input [`WIDTH-1:0] in_data, input out_ready, input mark);
  wire in_ready, out_valid;
  wire [`WIDTH-1:0] out_data;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .in_valid_i(in_valid), .in_data_i(in_data), .out_ready_i(out_ready),
    .in_ready_o(in_ready), .out_valid_o(out_valid), .out_data_o(out_data)
  );
  (* hierconn *) wire [`WIDTH-1:0] \u_dut.skid_q ;

  wire push = in_valid & in_ready;
  wire pop = out_valid & out_ready;
  reg [3:0] entered, gone, number;
  reg marked, seen;
  reg [`WIDTH-1:0] data;
  always @(posedge clk)
    if (!rst_n) begin
      entered <= 0; gone <= 0; marked <= 0; seen <= 0;
    end else begin
      if (push) entered <= entered + 4'd1;
      if (pop) gone <= gone + 4'd1;
      if (push & mark & ~marked) begin
        marked <= 1; number <= entered; data <= in_data;
      end
      if (pop & marked & ~seen & gone == number) seen <= 1;
    end
  wire inside = marked & ~seen;
  wire [3:0] count = entered - gone;
  wire [3:0] ahead = number - gone;

  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);

  always @(posedge clk) if (started) begin
    if (inside & pop & gone == number) assert (out_data == data);
    assert (in_ready == (count != 4'd2));
    assert (out_valid == (count != 4'd0));
    if ($past(out_valid & ~out_ready & rst_n)) assert (out_valid & out_data == $past(out_data));
    if ($past(in_valid & in_ready & out_ready & rst_n)) assert (in_ready);   // full throughput: it stalls only because the output did
    assert (count <= 4'd2);
    if (inside) assert (ahead < count & (ahead == 4'd0 ? out_data : \u_dut.skid_q ) == data);
    cover (seen & count == 4'd2);
  end
endmodule
