sign_pe_a8.v
