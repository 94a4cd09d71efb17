ram_2304x32.v
ram_4x252_lanes4.v
ram_1024x50.v
ram_8192x128.v
ram_512x64.v
