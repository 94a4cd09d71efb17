// SPDX-License-Identifier: Apache-2.0
// Lays 4 channels x 4 pixels into the activation memory: a whole row, or pairs of pixels (maximum or one of the two)
// merged into two rows.
// X3: pairs taken, rows addressed; pixels are sent before they are pooled.  X4: merged, written, sent by out_*. Even
// and odd rows are banks of their own.
`default_nettype none
module write_back_4x4_chunkbits1_rowbits14 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire valid_i,
  input  wire raw_i,
  input  wire scatter_i,
  input  wire pool_i,
  input  wire odd_i,
  input  wire plane_i,
  input  wire [13:0] row_i,
  input  wire [0:0] chunk_i,
  input  wire [1:0] rem_i,
  input  wire [1:0] lane_i,
  input  wire [2:0] count_i,
  input  wire phase_i,
  input  wire [15:0] channel_i,
  input  wire [15:0] tile_i,
  input  wire [127:0] y_i,
  input  wire [127:0] sums_i,
  input  wire [127:0] even_data_i,
  input  wire [127:0] odd_data_i,
  input  wire emit_i,
  input  wire report_valid_i,
  input  wire [3:0] report_index_i,
  input  wire [31:0] report_value_i,
  input  wire out_ready_i,
  output wire advance_o,
  output wire writing_o,
  output wire read_en_o,
  output wire [0:0] read_chunk_o,
  output wire [12:0] even_read_addr_o,
  output wire [12:0] odd_read_addr_o,
  output wire even_we_o,
  output wire odd_we_o,
  output wire [0:0] write_chunk_o,
  output wire [12:0] even_addr_o,
  output wire [12:0] odd_addr_o,
  output wire [127:0] even_write_o,
  output wire [127:0] odd_write_o,
  output wire report_ready_o,
  output wire out_valid_o,
  output wire [1:0] out_kind_o,
  output wire [15:0] out_row_o,
  output wire [15:0] out_channel_o,
  output wire [3:0] out_keep_o,
  output wire [127:0] out_data_o
);
  localparam [1:0] KIND_ROW = 2'd0, KIND_RAW = 2'd1, KIND_REPORT = 2'd2, KIND_PIXELS = 2'd3;

  // X3. Lanes of the segment that are written, as bits; one lane later where it begins with an odd pixel.
  wire [5:0] lanes = (~({6{1'b1}} << count_i)) << phase_i;
  wire [2:0] pair_keep = pool_i ? {|lanes[4 +: 2], |lanes[2 +: 2], |lanes[0 +: 2]}
                                : plane_i ? {lanes[5], lanes[3], lanes[1]} : {lanes[4], lanes[2], lanes[0]};
  wire [3:0] keep = {1'd0, pair_keep};

  // The pairs of a word, given its segment in lanes 0, 1, ...
  function automatic [31:0] pairs(input [31:0] w, input [5:0] valid, input late, input maximum, input second);
    reg [7:0] even, odd;
    begin
      pairs = {32{1'b0}};
      even = w[7:0] & {8{~late}};
      odd = (w[8 * 1 +: 8] & {8{~late}}) | (w[8 * 0 +: 8] & {8{late}});
      even = even & {8{valid[0]}};
      odd = odd & {8{valid[1]}};
      pairs[8 * 0 +: 8] = maximum ? (even > odd ? even : odd) : second ? odd : even;
      even = (w[8 * 2 +: 8] & {8{~late}}) | (w[8 * 1 +: 8] & {8{late}});
      odd = (w[8 * 3 +: 8] & {8{~late}}) | (w[8 * 2 +: 8] & {8{late}});
      even = even & {8{valid[2]}};
      odd = odd & {8{valid[3]}};
      pairs[8 * 1 +: 8] = maximum ? (even > odd ? even : odd) : second ? odd : even;
      even = w[8 * 3 +: 8] & {8{late}};
      odd = 8'd0;
      even = even & {8{valid[4]}};
      odd = odd & {8{valid[5]}};
      pairs[8 * 2 +: 8] = maximum ? (even > odd ? even : odd) : second ? odd : even;
    end
  endfunction

  reg valid_q, raw_q, scatter_q, merge_q, final_q, odd_bank_q, stays_q;
  reg [13:0] row_q;
  reg [0:0] chunk_q;
  reg [3:0] keep_lo_q, keep_hi_q, old_q;
  reg [5:0] up_q, down_q;
  reg [15:0] channel_q;
  reg [127:0] data_q;
  reg [127:0] sums_q;
  // A beat leaves X4 when it has been sent: row lo, then row hi where pixels went there. A beat leaves X3 when its
  // pixels have been sent, if they are pooled.
  reg second_q;
  wire any_lo = keep_lo_q != 4'd0;
  wire any_hi = keep_hi_q != 4'd0;
  wire send = valid_q & ((emit_i & final_q & (any_lo | any_hi)) | raw_q);
  wire more = send & ~raw_q & ~second_q & any_lo & any_hi;
  wire send_hi = second_q | ~any_lo;
  wire leaves = ~send | (out_ready_i & ~more);
  wire untold = valid_i & pool_i & emit_i;
  wire tell = untold & ~send;
  wire report = ~send & ~untold;
  assign advance_o = leaves & (~untold | (tell & out_ready_i));
  always @(posedge clk_i)
    if (!rst_ni) second_q <= 1'b0;
    else if (send & out_ready_i) second_q <= more;
  always @(posedge clk_i)
    if (!rst_ni) valid_q <= 1'b0;
    else if (leaves) valid_q <= valid_i & advance_o;

  wire [5:0] start = {1'd0, lane_i, 3'd0};
  wire [5:0] up = {1'd0, rem_i, 3'd0};
  // Positions before the first pair stay, and so does a pair that was begun; behind the last one nothing has been laid
  // yet, so that it may become 0.
  wire stays = (rem_i != 2'd0) | phase_i | (pool_i & odd_i);
  always @(posedge clk_i) if (advance_o & valid_i) begin
    raw_q <= raw_i;
    stays_q <= stays;
    scatter_q <= scatter_i;
    merge_q <= pool_i;
    final_q <= ~pool_i | odd_i;
    odd_bank_q <= row_i[0];
    row_q <= row_i;
    chunk_q <= chunk_i;
    channel_q <= channel_i;
    up_q <= up;
    down_q <= 6'd32 - up;
    keep_lo_q <= scatter_i ? keep << rem_i : {4{1'b1}};
    keep_hi_q <= scatter_i ? keep >> (3'd4 - {1'b0, rem_i}) : 4'd0;
    old_q <= ({4{pool_i}}) & ({4{odd_i}} | {3'd0, phase_i});   // pairs that were begun before
    if (raw_i) sums_q <= sums_i;
    else if (scatter_i) begin
      data_q[0 * 32 +: 32] <= pairs(y_i[0 * 32 +: 32] >> start, lanes, phase_i, pool_i, plane_i);
      data_q[1 * 32 +: 32] <= pairs(y_i[1 * 32 +: 32] >> start, lanes, phase_i, pool_i, plane_i);
      data_q[2 * 32 +: 32] <= pairs(y_i[2 * 32 +: 32] >> start, lanes, phase_i, pool_i, plane_i);
      data_q[3 * 32 +: 32] <= pairs(y_i[3 * 32 +: 32] >> start, lanes, phase_i, pool_i, plane_i);
    end else data_q <= y_i;
  end
  assign read_en_o = advance_o & valid_i & scatter_i & stays;
  assign read_chunk_o = chunk_i;
  assign odd_read_addr_o = row_i[13:1];
  assign even_read_addr_o = row_i[13:1] + {12'd0, row_i[0]};

  // X4. Merge: the pairs go to bytes up_q / 8 and on of row lo, what is left over to row hi.
  function automatic [31:0] bytes(input [3:0] mask);
    bytes = {{8{mask[3]}}, {8{mask[2]}}, {8{mask[1]}}, {8{mask[0]}}};
  endfunction
  function automatic [31:0] larger(input [31:0] a, input [31:0] b);
    begin
      larger = a;
      if (b[8 * 3 +: 8] > a[8 * 3 +: 8]) larger[8 * 3 +: 8] = b[8 * 3 +: 8];
      if (b[8 * 2 +: 8] > a[8 * 2 +: 8]) larger[8 * 2 +: 8] = b[8 * 2 +: 8];
      if (b[8 * 1 +: 8] > a[8 * 1 +: 8]) larger[8 * 1 +: 8] = b[8 * 1 +: 8];
      if (b[8 * 0 +: 8] > a[8 * 0 +: 8]) larger[8 * 0 +: 8] = b[8 * 0 +: 8];
    end
  endfunction

  wire [31:0] bytes_lo = bytes(keep_lo_q);
  wire [31:0] bytes_hi = bytes(keep_hi_q);
  wire [31:0] bytes_old = bytes(old_q);
  wire [31:0] stay_lo = ~bytes_lo & {32{stays_q}};
  wire [31:0] stay_hi = ~bytes_hi & {32{stays_q}};
  wire [127:0] old_lo = odd_bank_q ? odd_data_i : even_data_i;
  wire [127:0] old_hi = odd_bank_q ? even_data_i : odd_data_i;
  reg [127:0] lo, hi;
  always @* begin : merge
    reg [31:0] pair;
    lo = data_q;
    hi = data_q;
    pair = {32{1'b0}};
    if (valid_q & scatter_q) begin
      pair = data_q[0 * 32 +: 32];
      if (merge_q) pair = larger(pair, ((old_lo[0 * 32 +: 32] >> up_q) | (old_hi[0 * 32 +: 32] << down_q)) & bytes_old);
      lo[0 * 32 +: 32] = ((pair << up_q) & bytes_lo) | (old_lo[0 * 32 +: 32] & stay_lo);
      hi[0 * 32 +: 32] = ((pair >> down_q) & bytes_hi) | (old_hi[0 * 32 +: 32] & stay_hi);
      pair = data_q[1 * 32 +: 32];
      if (merge_q) pair = larger(pair, ((old_lo[1 * 32 +: 32] >> up_q) | (old_hi[1 * 32 +: 32] << down_q)) & bytes_old);
      lo[1 * 32 +: 32] = ((pair << up_q) & bytes_lo) | (old_lo[1 * 32 +: 32] & stay_lo);
      hi[1 * 32 +: 32] = ((pair >> down_q) & bytes_hi) | (old_hi[1 * 32 +: 32] & stay_hi);
      pair = data_q[2 * 32 +: 32];
      if (merge_q) pair = larger(pair, ((old_lo[2 * 32 +: 32] >> up_q) | (old_hi[2 * 32 +: 32] << down_q)) & bytes_old);
      lo[2 * 32 +: 32] = ((pair << up_q) & bytes_lo) | (old_lo[2 * 32 +: 32] & stay_lo);
      hi[2 * 32 +: 32] = ((pair >> down_q) & bytes_hi) | (old_hi[2 * 32 +: 32] & stay_hi);
      pair = data_q[3 * 32 +: 32];
      if (merge_q) pair = larger(pair, ((old_lo[3 * 32 +: 32] >> up_q) | (old_hi[3 * 32 +: 32] << down_q)) & bytes_old);
      lo[3 * 32 +: 32] = ((pair << up_q) & bytes_lo) | (old_lo[3 * 32 +: 32] & stay_lo);
      hi[3 * 32 +: 32] = ((pair >> down_q) & bytes_hi) | (old_hi[3 * 32 +: 32] & stay_hi);
    end
  end

  wire write = valid_q & ~raw_q & leaves;
  assign writing_o = valid_q;
  assign even_we_o = write & (odd_bank_q ? any_hi : any_lo);
  assign odd_we_o = write & (odd_bank_q ? any_lo : any_hi);
  assign write_chunk_o = chunk_q;
  assign odd_addr_o = row_q[13:1];
  assign even_addr_o = row_q[13:1] + {12'd0, row_q[0]};
  assign even_write_o = odd_bank_q ? hi : lo;
  assign odd_write_o = odd_bank_q ? lo : hi;

  assign report_ready_o = out_ready_i & report;
  assign out_valid_o = send | tell | report_valid_i;
  assign out_kind_o = tell ? KIND_PIXELS : report ? KIND_REPORT : raw_q ? KIND_RAW : KIND_ROW;
  wire [15:0] sent_row = {2'd0, row_q + {13'd0, send_hi & ~raw_q}};
  assign out_row_o = tell ? tile_i : report ? {12'd0, report_index_i} : sent_row;
  assign out_channel_o = tell ? channel_i : channel_q;
  wire [3:0] told = ~({4{1'b1}} << count_i) << lane_i;
  assign out_keep_o = tell ? told : report ? 4'd0 : raw_q ? {4{1'b1}} : send_hi ? keep_hi_q : keep_lo_q;
  wire [127:0] out_report = {96'd0, report_value_i};
  wire [127:0] out_sums = {sums_q};
  wire [127:0] out_row = {send_hi ? hi : lo};
  wire [127:0] out_pixels = {y_i};
  assign out_data_o = tell ? out_pixels : report ? out_report : raw_q ? out_sums : out_row;
endmodule
`default_nettype wire
