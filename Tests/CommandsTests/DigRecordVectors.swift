// A table.

/// What BIND's dig 9.18 prints of records, and with which of its options.
let digRecords: [(options: String, type: UInt16, data: String, text: String)] = [
    (
        "multiline", 1,
        "c0000201",
        ##"""
        v0.test.\##t\##t300 IN A 192.0.2.1
        """##
    ),
    (
        "multiline", 6,
        "026e73076578616d706c65000b686f73745c6d6173746572076578616d706c650078c4052d00001c2000000e"
            + "10001275000000012c",
        ##"""
        v5.test.\##t\##t300 IN SOA ns.example. host\\master.example. (
        \##t\##t\##t\##t2026112301 ; serial
        \##t\##t\##t\##t7200       ; refresh (2 hours)
        \##t\##t\##t\##t3600       ; retry (1 hour)
        \##t\##t\##t\##t1209600    ; expire (2 weeks)
        \##t\##t\##t\##t300        ; minimum (5 minutes)
        \##t\##t\##t\##t)
        """##
    ),
    (
        "multiline", 10,
        "00ff10",
        ##"""
        v9.test.\##t\##t300 IN NULL \# 3 ( 00FF10 )
        """##
    ),
    (
        "multiline", 24,
        "0001050200000e106b49d2006553f1003039067369676e6572076578616d706c650000010203040506070809"
            + "0a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435"
            + "363738393a3b3c3d3e3f404142434445",
        ##"""
        v26.test.\##t\##t300 IN SIG A 5 2 3600 20270115080000 (
        \##t\##t\##t\##t20231114221320 12345 signer.example.
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
        \##t\##t\##t\##tISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BB
        \##t\##t\##t\##tQkNERQ== )
        """##
    ),
    (
        "multiline", 25,
        "02000305000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445",
        ##"""
        v27.test.\##t\##t300 IN KEY 512 3 5 (
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
        \##t\##t\##t\##tISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BB
        \##t\##t\##t\##tQkNERQ==
        \##t\##t\##t\##t); alg = RSASHA1 ; key id = 45010
        """##
    ),
    (
        "multiline", 25,
        "c0000305",
        ##"""
        v28.test.\##t\##t300 IN KEY 49152 3 5
        """##
    ),
    (
        "multiline", 31,
        "e32c6f78163a9348",
        ##"""
        v39.test.\##t\##t300 IN EID ( E32C6F78163A9348 )
        """##
    ),
    (
        "multiline", 37,
        "0001303908000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526"
            + "2728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445",
        ##"""
        v46.test.\##t\##t300 IN CERT PKIX 12345 RSASHA256 (
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
        \##t\##t\##t\##tISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BB
        \##t\##t\##t\##tQkNERQ== )
        """##
    ),
    (
        "multiline", 42,
        "",
        ##"""
        v57.test.\##t\##t300 IN APL 
        """##
    ),
    (
        "multiline", 43,
        "4f660802e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d",
        ##"""
        v58.test.\##t\##t300 IN DS 20326 8 2 (
        \##t\##t\##t\##tE06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC
        \##t\##t\##t\##t683457104237C7F8EC8D )
        """##
    ),
    (
        "multiline", 44,
        "0402000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        ##"""
        v59.test.\##t\##t300 IN SSHFP 4 2 (
        \##t\##t\##t\##t000102030405060708090A0B0C0D0E0F101112131415
        \##t\##t\##t\##t161718191A1B1C1D1E1F )
        """##
    ),
    (
        "multiline", 45,
        "0a0102c0000201000102030405060708090a0b0c0d0e0f10111213",
        ##"""
        v61.test.\##t\##t300 IN IPSECKEY\##t( 10 1 2 192.0.2.1
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhM= )
        """##
    ),
    (
        "multiline", 46,
        "00010d030000012c70dbd8806efaa5008707076578616d706c6503636f6d00000102030405060708090a0b0c"
            + "0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738"
            + "393a3b3c3d3e3f404142434445",
        ##"""
        v65.test.\##t\##t300 IN RRSIG A 13 3 300 (
        \##t\##t\##t\##t20300101000000 20290101000000 34567 example.com.
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
        \##t\##t\##t\##tISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BB
        \##t\##t\##t\##tQkNERQ== )
        """##
    ),
    (
        "multiline", 48,
        "01010308000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445",
        ##"""
        v69.test.\##t\##t300 IN DNSKEY 257 3 8 (
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
        \##t\##t\##t\##tISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BB
        \##t\##t\##t\##tQkNERQ==
        \##t\##t\##t\##t) ; KSK; alg = RSASHA256 ; key id = 44758
        """##
    ),
    (
        "multiline", 49,
        "000201000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        ##"""
        v71.test.\##t\##t300 IN DHCID ( AAIBAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd
        \##t\##t\##t\##tHh8= ) ; 2 1 32
        """##
    ),
    (
        "multiline", 51,
        "0100000502abcd",
        ##"""
        v74.test.\##t\##t300 IN NSEC3PARAM 1 0 5 ABCD
        """##
    ),
    (
        "multiline", 52,
        "030101000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        ##"""
        v76.test.\##t\##t300 IN TLSA 3 1 1 (
        \##t\##t\##t\##t000102030405060708090A0B0C0D0E0F101112131415
        \##t\##t\##t\##t161718191A1B1C1D1E1F )
        """##
    ),
    (
        "multiline", 55,
        "10020014000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f1011121304727673"
            + "31076578616d706c65000472767332076578616d706c6500",
        ##"""
        v78.test.\##t\##t300 IN HIP ( 2 000102030405060708090A0B0C0D0E0F
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhM=
        \##t\##t\##t\##trvs1.example.
        \##t\##t\##t\##trvs2.example. )
        """##
    ),
    (
        "multiline", 55,
        "10020014000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f10111213",
        ##"""
        v79.test.\##t\##t300 IN HIP ( 2 000102030405060708090A0B0C0D0E0F
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhM= )
        """##
    ),
    (
        "multiline", 61,
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b"
            + "2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f5051525354555657"
            + "58595a5b5c5d5e5f60616263",
        ##"""
        v87.test.\##t\##t300 IN OPENPGPKEY ( AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
        \##t\##t\##t\##tISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BB
        \##t\##t\##t\##tQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFi
        \##t\##t\##t\##tYw== )
        """##
    ),
    (
        "multiline", 63,
        "7848b78c0101000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425"
            + "262728292a2b2c2d2e2f",
        ##"""
        v89.test.\##t\##t300 IN ZONEMD 2018031500 1 1 (
        \##t\##t\##t\##t000102030405060708090A0B0C0D0E0F101112131415
        \##t\##t\##t\##t161718191A1B1C1D1E1F202122232425262728292A2B
        \##t\##t\##t\##t2C2D2E2F )
        """##
    ),
    (
        "multiline", 249,
        "086773732d74736967006553f1006b49d20000030011000568656c6c6f00026869",
        ##"""
        v112.test.\##t\##t300 IN TKEY gss-tsig. 1700000000 1800000000 3 BADKEY 5 (
        \##t\##t\##t\##taGVsbG8= ) 2 (
        \##t\##t\##t\##taGk= )
        """##
    ),
    (
        "multiline", 48,
        "0181030d000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
        ##"""
        v138.test.\##t\##t300 IN DNSKEY 385 3 13 (
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
        \##t\##t\##t\##tISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==
        \##t\##t\##t\##t) ; revoked KSK; alg = ECDSAP256SHA256 ; key id = 59537
        """##
    ),
    (
        "multiline", 48,
        "010103fd03666f6f00000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d",
        ##"""
        v144.test.\##t\##t300 IN DNSKEY 257 3 253 (
        \##t\##t\##t\##tA2ZvbwAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob
        \##t\##t\##t\##tHB0=
        \##t\##t\##t\##t) ; KSK; alg = foo ; key id = 22950
        """##
    ),
    (
        "multiline", 6,
        "000000000000000000000000000180000000ffffffff",
        ##"""
        v150.test.\##t\##t300 IN SOA . . (
        \##t\##t\##t\##t0          ; serial
        \##t\##t\##t\##t0          ; refresh (0 seconds)
        \##t\##t\##t\##t1          ; retry (1 second)
        \##t\##t\##t\##t2147483648 ; expire (3550 weeks 5 days 3 hours 14 minutes 8 seconds)
        \##t\##t\##t\##t4294967295 ; minimum (7101 weeks 3 days 6 hours 28 minutes 15 seconds)
        \##t\##t\##t\##t)
        """##
    ),
    (
        "multiline", 6,
        "0000000000010000003c00000e100001518000093a80",
        ##"""
        v151.test.\##t\##t300 IN SOA . . (
        \##t\##t\##t\##t1          ; serial
        \##t\##t\##t\##t60         ; refresh (1 minute)
        \##t\##t\##t\##t3600       ; retry (1 hour)
        \##t\##t\##t\##t86400      ; expire (1 day)
        \##t\##t\##t\##t604800     ; minimum (1 week)
        \##t\##t\##t\##t)
        """##
    ),
    (
        "multiline", 1234,
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b"
            + "2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f5051525354555657"
            + "58595a5b5c5d5e5f60616263",
        ##"""
        v168.test.\##t\##t300 IN TYPE1234\##t\# 100 ( 000102030405060708090A0B0C0D0E0F101112131415
        \##t\##t\##t\##t161718191A1B1C1D1E1F202122232425262728292A2B
        \##t\##t\##t\##t2C2D2E2F303132333435363738393A3B3C3D3E3F4041
        \##t\##t\##t\##t42434445464748494A4B4C4D4E4F5051525354555657
        \##t\##t\##t\##t58595A5B5C5D5E5F60616263 )
        """##
    ),
    (
        "multiline", 259,
        "0000000100000002030474657874000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d"
            + "1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f40414243444546474849"
            + "4a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475"
            + "7677",
        ##"""
        v188.test.\##t\##t300 IN DOA 1 2 3 "text" AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS\##
        4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3
        """##
    ),
    (
        "multiline nocrypto", 25,
        "02000305000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445",
        ##"""
        v27.test.\##t\##t300 IN KEY 512 3 5 (
        \##t\##t\##t\##t[key id = 45010]
        \##t\##t\##t\##t); alg = RSASHA1 ; key id = 45010
        """##
    ),
    (
        "multiline nocrypto", 43,
        "4f660802e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d",
        ##"""
        v58.test.\##t\##t300 IN DS 20326 8 2 (
        \##t\##t\##t\##t[omitted] )
        """##
    ),
    (
        "multiline nocrypto", 46,
        "00010d030000012c70dbd8806efaa5008707076578616d706c6503636f6d00000102030405060708090a0b0c"
            + "0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738"
            + "393a3b3c3d3e3f404142434445",
        ##"""
        v65.test.\##t\##t300 IN RRSIG A 13 3 300 (
        \##t\##t\##t\##t20300101000000 20290101000000 34567 example.com.
        \##t\##t\##t\##t[omitted] )
        """##
    ),
    (
        "multiline nocrypto", 48,
        "01010308000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445",
        ##"""
        v69.test.\##t\##t300 IN DNSKEY 257 3 8 (
        \##t\##t\##t\##t[key id = 44758]
        \##t\##t\##t\##t) ; KSK; alg = RSASHA256 ; key id = 44758
        """##
    ),
    (
        "multiline nocrypto", 61,
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b"
            + "2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f5051525354555657"
            + "58595a5b5c5d5e5f60616263",
        ##"""
        v87.test.\##t\##t300 IN OPENPGPKEY ( [omitted] )
        """##
    ),
    (
        "multiline nocrypto", 63,
        "7848b78c0101000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425"
            + "262728292a2b2c2d2e2f",
        ##"""
        v89.test.\##t\##t300 IN ZONEMD 2018031500 1 1 (
        \##t\##t\##t\##t[omitted] )
        """##
    ),
    (
        "multiline norrcomments", 6,
        "026e73076578616d706c65000b686f73745c6d6173746572076578616d706c650078c4052d00001c2000000e"
            + "10001275000000012c",
        ##"""
        v5.test.\##t\##t300 IN SOA ns.example. host\\master.example. (
        \##t\##t\##t\##t2026112301
        \##t\##t\##t\##t7200
        \##t\##t\##t\##t3600
        \##t\##t\##t\##t1209600
        \##t\##t\##t\##t300)
        """##
    ),
    (
        "multiline norrcomments", 48,
        "01010308000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445",
        ##"""
        v69.test.\##t\##t300 IN DNSKEY 257 3 8 (
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
        \##t\##t\##t\##tISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BB
        \##t\##t\##t\##tQkNERQ== )
        """##
    ),
    (
        "multiline norrcomments", 57,
        "00000305000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d",
        ##"""
        v81.test.\##t\##t300 IN RKEY 0 3 5 (
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd )
        """##
    ),
    (
        "multiline split=20", 43,
        "4f660802e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d",
        ##"""
        v58.test.\##t\##t300 IN DS 20326 8 2 (
        \##t\##t\##t\##tE06D44B80B8F1D39A95C
        \##t\##t\##t\##t0B0D7C65D08458E88040
        \##t\##t\##t\##t9BBC683457104237C7F8
        \##t\##t\##t\##tEC8D )
        """##
    ),
    (
        "multiline split=20", 49,
        "000201000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        ##"""
        v71.test.\##t\##t300 IN DHCID ( AAIBAAECAwQFBgcICQoL
        \##t\##t\##t\##tDA0ODxAREhMUFRYXGBka
        \##t\##t\##t\##tGxwdHh8= ) ; 2 1 32
        """##
    ),
    (
        "multiline nosplit", 46,
        "00010d030000012c70dbd8806efaa5008707076578616d706c6503636f6d00000102030405060708090a0b0c"
            + "0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738"
            + "393a3b3c3d3e3f404142434445",
        ##"""
        v65.test.\##t\##t300 IN RRSIG A 13 3 300 (
        \##t\##t\##t\##t20300101000000 20290101000000 34567 example.com.
        \##t\##t\##t\##tAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BB\##
        QkNERQ== )
        """##
    ),
    (
        "multiline unknownformat", 6,
        "026e73076578616d706c65000b686f73745c6d6173746572076578616d706c650078c4052d00001c2000000e"
            + "10001275000000012c",
        ##"""
        v5.test.\##t\##t300 CLASS1 TYPE6 \# 53 ( 026E73076578616D706C65000B686F73745C6D617374
        \##t\##t\##t\##t6572076578616D706C650078C4052D00001C2000000E
        \##t\##t\##t\##t10001275000000012C )
        """##
    ),
    (
        "multiline unknownformat", 1,
        "c0000201",
        ##"""
        v0.test.\##t\##t300 CLASS1 TYPE1 \# 4 ( C0000201 )
        """##
    ),
    (
        "multiline nottlid", 5,
        "03777777076578616d706c65036e657400",
        ##"""
        v4.test.\##t\##tIN CNAME www.example.net.
        """##
    ),
    (
        "multiline nottlid", 260,
        "0a00",
        ##"""
        v121.test.\##t\##tIN AMTRELAY 10 0 0 .
        """##
    ),
    (
        "multiline nottlid noclass", 5,
        "03777777076578616d706c65036e657400",
        ##"""
        v4.test.\##t\##tCNAME\##twww.example.net.
        """##
    ),
    (
        "multiline ttlunits", 5,
        "03777777076578616d706c65036e657400",
        ##"""
        v4.test.\##t\##t5m IN CNAME www.example.net.
        """##
    ),
    (
        "rrcomments", 6,
        "026e73076578616d706c65000b686f73745c6d6173746572076578616d706c650078c4052d00001c2000000e"
            + "10001275000000012c",
        ##"""
        v5.test.\##t\##t300\##tIN\##tSOA\##tns.example. host\\master.example. 2026112301 7200 3600 1209600 300
        """##
    ),
    (
        "rrcomments", 25,
        "02000305000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445",
        ##"""
        v27.test.\##t\##t300\##tIN\##tKEY\##t512 3 5 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygp Ki\##
        ssLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERQ== ; alg = RSASHA1 ; key id = 45010
        """##
    ),
    (
        "rrcomments", 48,
        "01010308000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445",
        ##"""
        v69.test.\##t\##t300\##tIN\##tDNSKEY\##t257 3 8 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygp\##
         KissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERQ==  ; KSK; alg = RSASHA256 ; key id = 44758
        """##
    ),
    (
        "rrcomments", 48,
        "0181030d000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
        ##"""
        v138.test.\##t\##t300\##tIN\##tDNSKEY\##t385 3 13 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJy\##
        gp KissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==  ; revoked KSK; alg = ECDSAP256SHA256 ; key id = 59537
        """##
    ),
    (
        "nocrypto", 25,
        "02000305000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445",
        ##"""
        v27.test.\##t\##t300\##tIN\##tKEY\##t512 3 5 [key id = 45010]
        """##
    ),
    (
        "nocrypto", 46,
        "00010d030000012c70dbd8806efaa5008707076578616d706c6503636f6d00000102030405060708090a0b0c"
            + "0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738"
            + "393a3b3c3d3e3f404142434445",
        ##"""
        v65.test.\##t\##t300\##tIN\##tRRSIG\##tA 13 3 300 20300101000000 20290101000000 34567 example.com. [omit\##
        ted]
        """##
    ),
    (
        "nocrypto", 48,
        "01010308000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
            + "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445",
        ##"""
        v69.test.\##t\##t300\##tIN\##tDNSKEY\##t257 3 8 [key id = 44758]
        """##
    ),
    (
        "nocrypto", 61,
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b"
            + "2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f5051525354555657"
            + "58595a5b5c5d5e5f60616263",
        ##"""
        v87.test.\##t\##t300\##tIN\##tOPENPGPKEY [omitted]
        """##
    ),
    (
        "split=30", 43,
        "4f660802e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d",
        ##"""
        v58.test.\##t\##t300\##tIN\##tDS\##t20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D084 58E880409BBC683457104237C\##
        7F8EC8D
        """##
    ),
    (
        "nosplit", 46,
        "00010d030000012c70dbd8806efaa5008707076578616d706c6503636f6d00000102030405060708090a0b0c"
            + "0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738"
            + "393a3b3c3d3e3f404142434445",
        ##"""
        v65.test.\##t\##t300\##tIN\##tRRSIG\##tA 13 3 300 20300101000000 20290101000000 34567 example.com. AAECA\##
        wQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERQ==
        """##
    ),
    (
        "expandaaaa", 28,
        "00000000000000000000ffffc0000201",
        ##"""
        v32.test.\##t\##t300\##tIN\##tAAAA\##t0000:0000:0000:0000:0000:ffff:c000:0201
        """##
    ),
    (
        "expandaaaa", 28,
        "20010db8000000000000000000000001",
        ##"""
        v31.test.\##t\##t300\##tIN\##tAAAA\##t2001:0db8:0000:0000:0000:0000:0000:0001
        """##
    ),
]
