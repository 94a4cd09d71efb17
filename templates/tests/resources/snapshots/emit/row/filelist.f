sign_pe_8.v
row_n3.v
