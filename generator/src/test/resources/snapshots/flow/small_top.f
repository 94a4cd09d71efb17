+incdir+.
ram_4x37.v
small_top.v
