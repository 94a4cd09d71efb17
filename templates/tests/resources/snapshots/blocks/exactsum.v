// s = sum of 1 term(s) in e4m3 where first, else s + that: without error in 20 bits, rounded once to the nearest, ties
// to even.
// The accumulator's bit 0 is worth the last fraction bit of the least normal number.
`default_nettype none
module exact_sum_e4m3_1_guard1 (
  input  wire clk_i,
  input  wire en_i,
  input  wire first_i,
  input  wire [7:0] t_0_i,
  output wire [7:0] s_o
);
  function automatic [4:0] zeros(input [19:0] x);
    reg [31:0] n;
    begin
      n = {x, 12'd0};
      zeros[4] = n[31:16] == 16'd0;
      if (zeros[4]) n = {n[15:0], 16'd0};
      zeros[3] = n[31:24] == 8'd0;
      if (zeros[3]) n = {n[23:0], 8'd0};
      zeros[2] = n[31:28] == 4'd0;
      if (zeros[2]) n = {n[27:0], 4'd0};
      zeros[1] = n[31:30] == 2'd0;
      if (zeros[1]) n = {n[29:0], 2'd0};
      zeros[0] = n[31:31] == 1'd0;
    end
  endfunction

  // Each term as a whole number: its significand, shifted by its exponent.
  wire [3:0] field_0 = t_0_i[6:3];
  wire some_0 = |field_0;
  wire nan_0 = &t_0_i[6:0];
  wire [17:0] mag_0 = {14'd0, some_0, t_0_i[2:0] & {3{some_0}}} << (field_0 - {3'd0, some_0});
  wire [19:0] term_0 = ({2'd0, mag_0} ^ {20{t_0_i[7]}}) + {19'd0, t_0_i[7]};

  reg [19:0] sum_q;
  wire [19:0] terms = term_0;
  wire go_on = ~first_i;
  wire [19:0] held = sum_q & {20{go_on}};
  wire [19:0] sum = held + terms;
  // Two numbers of one sign have a sum of the other: it was too long.
  wire longer = (held[19] == terms[19]) & (sum[19] != terms[19]);
  reg over_q;
  reg over_low_q;
  wire over = over_q & go_on;
  reg nan_q;
  always @(posedge clk_i)
    if (en_i) begin
      sum_q <= sum;
      over_q <= over | longer;
      over_low_q <= over ? over_low_q : terms[19];
      nan_q <= (nan_q & go_on) | nan_0;
    end

  // Rounded: the highest one goes to the top, what is below the fraction decides.
  wire negative = sum_q[19];
  wire [19:0] magnitude = (sum_q ^ {20{negative}}) + {19'd0, negative};
  wire [4:0] left = zeros(magnitude);
  wire [18:0] aligned = magnitude[18:0] << left;
  wire [4:0] field = 5'd17 - left;
  wire tiny = ~(|magnitude[19:3]);
  wire up = aligned[15] & (aligned[16] | (|aligned[14:0]));
  wire [7:0] rounded = {field, aligned[18:16]} + {7'd0, up};
  wire huge = ~tiny & (rounded >= 8'h7f);
  wire [7:0] finite = tiny ? {negative & (|magnitude), 7'd0} : {negative, rounded[6:0]};
  assign s_o = nan_q | over_q | huge ? 8'h7f : finite;
endmodule
`default_nettype wire
