// A byte that names a stream, then the bytes of its word, the lowest first; a byte that names none is skipped. Words
// of the answer leave byte by byte.
// Bytes of a word: 2 1 3; of the answer: 3.
`default_nettype none
module serial_loader_2x1x3to3 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire rx_valid_i,
  input  wire [7:0] rx_data_i,
  input  wire word_ready_0_i,
  input  wire word_ready_1_i,
  input  wire word_ready_2_i,
  input  wire answer_valid_i,
  input  wire [23:0] answer_data_i,
  input  wire tx_ready_i,
  output wire rx_ready_o,
  output wire word_valid_0_o,
  output wire word_valid_1_o,
  output wire word_valid_2_o,
  output wire [15:0] word_data_0_o,
  output wire [7:0] word_data_1_o,
  output wire [23:0] word_data_2_o,
  output wire answer_ready_o,
  output wire tx_valid_o,
  output wire [7:0] tx_data_o
);
  reg full_q;                    // the word is whole and waits for its stream
  reg [1:0] left_q;   // its bytes that are to come
  reg [1:0] sel_q;
  reg [23:0] word_q;    // its bytes so far, in the upper part
  wire take = rx_valid_i & ~full_q;
  wire name = left_q == 2'd0;
  wire at_0 = sel_q == 2'd0;
  wire at_1 = sel_q == 2'd1;
  wire at_2 = sel_q == 2'd2;
  wire taken = full_q & ((at_0 & word_ready_0_i) | (at_1 & word_ready_1_i) | (at_2 & word_ready_2_i));

  reg [1:0] bytes;
  always @*
    case (rx_data_i)
      8'd0: bytes = 2'd2;
      8'd1: bytes = 2'd1;
      8'd2: bytes = 2'd3;
      default: bytes = 2'd0;
    endcase

  always @(posedge clk_i)
    if (!rst_ni) begin
      full_q <= 1'b0;
      left_q <= 2'd0;
    end else if (take) begin
      left_q <= name ? bytes : left_q - 2'd1;
      full_q <= left_q == 2'd1;
    end else if (taken) full_q <= 1'b0;

  always @(posedge clk_i) begin
    if (take & name) sel_q <= rx_data_i[1:0];
    if (take & ~name) word_q <= {rx_data_i, word_q[23:8]};
  end

  assign rx_ready_o = ~full_q;
  assign word_valid_0_o = full_q & at_0;
  assign word_data_0_o = word_q[23:8];
  assign word_valid_1_o = full_q & at_1;
  assign word_data_1_o = word_q[23:16];
  assign word_valid_2_o = full_q & at_2;
  assign word_data_2_o = word_q[23:0];

  // The answer waits at its stream while its bytes leave.
  reg [1:0] at_q;
  wire at_last = at_q == 2'd2;
  reg [7:0] part;
  always @*
    case (at_q)
      2'd0: part = answer_data_i[0 +: 8];
      2'd1: part = answer_data_i[8 +: 8];
      default: part = answer_data_i[16 +: 8];
    endcase
  always @(posedge clk_i)
    if (!rst_ni) at_q <= 2'd0;
    else if (answer_valid_i & tx_ready_i) at_q <= at_last ? 2'd0 : at_q + 2'd1;
  assign tx_valid_o = answer_valid_i;
  assign tx_data_o = part;
  assign answer_ready_o = tx_ready_i & at_last;
endmodule
`default_nettype wire
