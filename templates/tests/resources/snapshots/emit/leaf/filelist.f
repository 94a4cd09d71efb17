sign_pe_8.v
