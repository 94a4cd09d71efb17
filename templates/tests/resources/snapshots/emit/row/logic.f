sign_pe_a8.v
row_n3.v
