ram_w32_d2304_l1.v
ram_w64_d512_l1.v
ram_w252_d4_l4.v
ram_w50_d1024_l1.v
ram_w128_d8192_l1.v
