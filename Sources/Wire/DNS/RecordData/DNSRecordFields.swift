// A table.

extension DNSType {
    /// The fields of the type's data; nil where they are not known, so that the data can only be shown as bytes.
    public var fields: [DNSRecordField]? { Self.allFields[rawValue] }

    /// The same, for a record of this class: the types with addresses are those of the Internet alone.
    public func fields(in dnsClass: DNSClass) -> [DNSRecordField]? {
        dnsClass == .chaos || dnsClass == .hesiod ? (self == .txt ? fields : nil) : fields
    }

    private static let allFields: [UInt16: [DNSRecordField]] = [
        1: [DNSRecordField("dns.a", "Address", .ipv4)],
        2: [name("dns.ns", "Name Server")],
        3: [name("dns.md", "Mail Destination")],
        4: [name("dns.mf", "Mail Forwarder")],
        5: [name("dns.cname", "CNAME")],
        6: [
            name("dns.soa.mname", "Primary name server"),
            name("dns.soa.rname", "Responsible authority's mailbox"),
            DNSRecordField(
                "dns.soa.serial_number", "Serial Number", .uint32, lines: .block, remark: .serial),
            seconds("dns.soa.refresh_interval", "Refresh Interval", remark: .refresh),
            seconds("dns.soa.retry_interval", "Retry Interval", remark: .retry),
            seconds("dns.soa.expire_limit", "Expire limit", remark: .expire),
            seconds("dns.soa.minimum_ttl", "Minimum TTL", remark: .minimum),
        ],
        7: [name("dns.mb", "Mailbox Domain")],
        8: [name("dns.mg", "Mail Group member")],
        9: [name("dns.mr", "Mail Rename domain")],
        10: [DNSRecordField("dns.null", "Null (data)", .rest, as: .generic)],
        11: [
            DNSRecordField("dns.wks.address", "Address", .ipv4),
            DNSRecordField("dns.wks.protocol", "Protocol", .uint8, names: NumberNames(IPProtocol.self)),
            DNSRecordField("dns.wks.port", "Port", .rest, as: .bits),
        ],
        12: [name("dns.ptr.domain_name", "Domain Name")],
        13: [
            DNSRecordField("dns.hinfo.cpu", "CPU", .text, length: "dns.hinfo.cpu_length"),
            DNSRecordField("dns.hinfo.os", "OS", .text, length: "dns.hinfo.os_length"),
        ],
        14: [name("dns.minfo.r", "Responsible Mailbox"), name("dns.minfo.e", "Error Mailbox")],
        15: [
            DNSRecordField("dns.mx.preference", "Preference", .uint16),
            name("dns.mx.mail_exchange", "Mail Exchange"),
        ],
        16: [DNSRecordField("dns.txt", "TXT", .texts, length: "dns.txt.length")],
        17: [wholeName("dns.rp.mailbox", "Mailbox"), wholeName("dns.rp.txt_rr", "TXT RR")],
        18: [
            DNSRecordField("dns.afsdb.subtype", "Subtype", .uint16),
            wholeName("dns.afsdb.hostname", "Hostname"),
        ],
        19: [DNSRecordField("dns.x25.psdn_address", "PSDN-Address", .text, length: "dns.x25.length")],
        20: [
            DNSRecordField("dns.idsn.address", "ISDN Address", .text, length: "dns.idsn.length"),
            DNSRecordField("dns.idsn.sa.address", "Sub Address", .optionalText, length: "dns.idsn.sa.length"),
        ],
        21: [
            DNSRecordField("dns.rt.subtype", "Preference", .uint16),
            wholeName("dns.rt.intermediate_host", "Intermediate Hostname"),
        ],
        22: [DNSRecordField("dns.nsap.rdata", "NSAP Data", .rest, as: .nsap)],
        23: [wholeName("dns.nsap_ptr.owner", "Owner")],
        24: signature(.same, .block),
        25: key("key", .key),
        26: [
            DNSRecordField("dns.px.preference", "Preference", .uint16),
            wholeName("dns.px.map822", "MAP822"),
            wholeName("dns.px.map400", "MAPX400"),
        ],
        27: [
            DNSRecordField("dns.gpos.longitude", "Longitude", .text, length: "dns.gpos.longitude_length"),
            DNSRecordField("dns.gpos.latitude", "Latitude", .text, length: "dns.gpos.latitude_length"),
            DNSRecordField("dns.gpos.altitude", "Altitude", .text, length: "dns.gpos.altitude_length"),
        ],
        28: [DNSRecordField("dns.aaaa", "AAAA Address", .ipv6)],
        29: [DNSRecordField("dns.loc", "Location", .location)],
        30: [
            name("dns.nxt.next_domain_name", "Next Domain Name"),
            DNSRecordField("dns.types", "Type", .oldTypeBitmap),
        ],
        31: [DNSRecordField("dns.eid", "Endpoint identifier", .rest, as: .hex, lines: .wide)],
        32: [DNSRecordField("dns.nimloc", "Nimrod locator", .rest, as: .hex, lines: .wide)],
        33: [
            DNSRecordField("dns.srv.priority", "Priority", .uint16),
            DNSRecordField("dns.srv.weight", "Weight", .uint16),
            DNSRecordField("dns.srv.port", "Port", .uint16),
            wholeName("dns.srv.target", "Target"),
        ],
        34: [DNSRecordField("dns.atma", "ATM Address", .rest, as: .atmAddress)],
        35: [
            DNSRecordField("dns.naptr.order", "Order", .uint16),
            DNSRecordField("dns.naptr.preference", "Preference", .uint16),
            DNSRecordField("dns.naptr.flags", "Flags", .text, length: "dns.naptr.flags_length"),
            DNSRecordField("dns.naptr.service", "Service", .text, length: "dns.naptr.service_length"),
            DNSRecordField("dns.naptr.regex", "Regex", .text, length: "dns.naptr.regex_length"),
            wholeName("dns.naptr.replacement", "Replacement"),
        ],
        36: [
            DNSRecordField("dns.kx.preference", "Preference", .uint16),
            wholeName("dns.kx.key_exchange", "Key Exchange"),
        ],
        37: [
            DNSRecordField("dns.cert.type", "Type", .uint16, as: .mnemonic, names: NumberNames(CertificateType.self)),
            DNSRecordField("dns.cert.key_tag", "Key Tag", .uint16, .hex(4)),
            DNSRecordField("dns.cert.algorithm", "Algorithm", .uint8, as: .mnemonic, names: algorithms),
            DNSRecordField("dns.cert.certificate", "Certificate (or CRL)", .rest, as: .base64, lines: .block),
        ],
        38: [
            DNSRecordField("dns.a6.prefix_len", "Prefix len", .uint8),
            DNSRecordField("dns.a6.address_suffix", "Address Suffix", .addressSuffix),
            DNSRecordField("dns.a6.prefix_name", "Prefix name", .prefixName),
        ],
        39: [wholeName("dns.dname", "Dname")],
        40: [
            DNSRecordField("dns.sink.meaning", "Meaning", .uint8),
            DNSRecordField("dns.sink.coding", "Coding", .uint8),
            DNSRecordField("dns.sink.subcoding", "Subcoding", .uint8),
            DNSRecordField("dns.sink.data", "Data", .rest, as: .base64, lines: .block),
        ],
        41: [DNSRecordField("dns.opt", "Option", .options)],
        42: [DNSRecordField("dns.apl", "Address prefixes", .prefixes)],
        43: digest,
        44: [
            DNSRecordField("dns.sshfp.algorithm", "Algorithm", .uint8, names: NumberNames(SSHKeyAlgorithm.self)),
            DNSRecordField(
                "dns.sshfp.fingerprint.type", "Fingerprint type", .uint8, names: NumberNames(SSHFingerprintType.self)),
            DNSRecordField("dns.sshfp.fingerprint", "Fingerprint", .rest, as: .hex, lines: .block),
        ],
        45: [
            DNSRecordField("dns.ipseckey.gateway_precedence", "Gateway Precedence", .uint8, lines: .wide),
            DNSRecordField("dns.ipseckey.gateway_type", "Gateway Type", .uint8),
            DNSRecordField("dns.ipseckey.gateway_algorithm", "Gateway Algorithm", .uint8),
            DNSRecordField("dns.ipseckey.gateway", "Gateway", .gateway(mask: 0xFF)),
            DNSRecordField("dns.ipseckey.public_key", "Public Key", .rest, as: .base64, lines: .below),
        ],
        46: signature(.block, .same),
        47: [
            wholeName("dns.nsec.next_domain_name", "Next Domain Name"),
            DNSRecordField("dns.types", "Type", .typeBitmap),
        ],
        48: key("dnskey", .zoneKey, keyFlags),
        49: [DNSRecordField("dns.dhcid.rdata", "DHCID Data", .rest, as: .base64, lines: .wide, remark: .identity)],
        50: [
            DNSRecordField("dns.nsec3.algo", "Hash algorithm", .uint8, names: NumberNames(NSEC3HashAlgorithm.self)),
            nsec3Flags,
            DNSRecordField("dns.nsec3.iterations", "NSEC3 iterations", .uint16),
            DNSRecordField(
                "dns.nsec3.salt_value", "Salt value", .counted8, as: .hexOrDash, length: "dns.nsec3.salt_length"),
            DNSRecordField(
                "dns.nsec3.hash_value", "Next hashed owner", .counted8, as: .base32, length: "dns.nsec3.hash_length",
                lines: .block),
            DNSRecordField("dns.types", "Type", .typeBitmap, lines: .below),
        ],
        51: [
            DNSRecordField("dns.nsec3.algo", "Hash algorithm", .uint8, names: NumberNames(NSEC3HashAlgorithm.self)),
            DNSRecordField("dns.nsec3.flags", "NSEC3 flags", .uint8, .hex(2)),
            DNSRecordField("dns.nsec3.iterations", "NSEC3 iterations", .uint16),
            DNSRecordField(
                "dns.nsec3.salt_value", "Salt value", .counted8, as: .hexOrDash, length: "dns.nsec3.salt_length"),
        ],
        52: certificateAssociation,
        53: certificateAssociation,
        55: [
            DNSRecordField("dns.hip.hit.length", "HIT length", .uint8, as: .hidden),
            DNSRecordField("dns.hip.hit.pk.algo", "PK algorithm", .uint8, lines: .wide),
            DNSRecordField("dns.hip.pk.length", "PK length", .uint16, as: .hidden),
            DNSRecordField("dns.hip.hit", "Host Identity Tag", .counted(by: 0..<1), as: .hex),
            DNSRecordField("dns.hip.pk", "HIP Public Key", .counted(by: 2..<4), as: .base64, lines: .below),
            DNSRecordField("dns.hip.rendezvous_server", "Rendezvous Server", .names, lines: .below),
        ],
        56: [DNSRecordField("dns.ninfo", "Zone status", .texts, length: "dns.ninfo.length")],
        57: key("rkey", .key),
        58: [
            wholeName("dns.talink.previous", "Previous"),
            wholeName("dns.talink.next", "Next"),
        ],
        59: digest,
        60: key("dnskey", .zoneKey, keyFlags),
        61: [DNSRecordField("dns.openpgpkey", "OpenPGP Key", .rest, as: .base64, lines: .wide, isCrypto: true)],
        62: [
            DNSRecordField("dns.csync.soa", "SOA", .uint32),
            DNSRecordField(
                "dns.csync.flags", "Flags", .uint16, .hex(4),
                flags: [
                    .init(1, "dns.csync.flags.immediate", "immediate"),
                    .init(2, "dns.csync.flags.soaminimum", "soaminimum"),
                ]),
            DNSRecordField("dns.types", "Type", .typeBitmap),
        ],
        63: [
            DNSRecordField("dns.zonemd.serial", "Serial", .uint32),
            DNSRecordField("dns.zonemd.scheme", "Scheme", .uint8),
            DNSRecordField("dns.zonemd.hash_algo", "Hash Algorithm", .uint8),
            DNSRecordField("dns.zonemd.digest", "Digest", .rest, as: .hex, lines: .block, isCrypto: true),
        ],
        64: service,
        65: service,
        66: [
            DNSRecordField("dns.dsync.type", "Type", .uint16, as: .type, names: NumberNames(DNSType.self)),
            DNSRecordField("dns.dsync.scheme", "Scheme", .uint8, as: .mnemonic, names: NumberNames(DSYNCScheme.self)),
            DNSRecordField("dns.dsync.port", "Port", .uint16),
            wholeName("dns.dsync.target", "Target"),
        ],
        67: [DNSRecordField("dns.hhit", "Host identity", .rest, as: .base64, lines: .wide)],
        68: [DNSRecordField("dns.brid", "Broadcast endpoint", .rest, as: .base64, lines: .wide)],
        99: [DNSRecordField("dns.spf", "SPF", .texts, length: "dns.spf.length")],
        104: [
            DNSRecordField("dns.ilnp.nid.preference", "Preference", .uint16),
            DNSRecordField("dns.ilnp.nid", "NodeID", .fixed(8), as: .groups),
        ],
        105: [
            DNSRecordField("dns.ilnp.l32.preference", "Preference", .uint16),
            DNSRecordField("dns.ilnp.l32", "Locator32", .ipv4),
        ],
        106: [
            DNSRecordField("dns.ilnp.l64.preference", "Preference", .uint16),
            DNSRecordField("dns.ilnp.l64", "Locator64", .fixed(8), as: .groups),
        ],
        107: [
            DNSRecordField("dns.ilnp.lp.preference", "Preference", .uint16),
            wholeName("dns.ilnp.lp", "Locator FQDN"),
        ],
        108: [DNSRecordField("dns.eui48", "EUI48 Address", .fixed(6), as: .dashes)],
        109: [DNSRecordField("dns.eui64", "EUI64 Address", .fixed(8), as: .dashes)],
        249: [
            wholeName("dns.tkey.algo_name", "Algorithm name"),
            DNSRecordField("dns.tkey.signature_inception", "Signature Inception", .uint32, as: .seconds),
            DNSRecordField("dns.tkey.signature_expiration", "Signature Expiration", .uint32, as: .seconds),
            DNSRecordField("dns.tkey.mode", "Mode", .uint16, names: NumberNames(TKEYMode.self)),
            DNSRecordField(
                "dns.tkey.error", "Error", .uint16, as: .mnemonic, names: NumberNames(DNSResponseCode.self)),
            DNSRecordField(
                "dns.tkey.key_data", "Key Data", .counted16, as: .lengthAndBase64, length: "dns.tkey.key_size"),
            DNSRecordField(
                "dns.tkey.other_data", "Other Data", .counted16, as: .lengthAndBase64, length: "dns.tkey.other_size"),
        ],
        250: [
            wholeName("dns.tsig.algorithm_name", "Algorithm Name"),
            DNSRecordField("dns.tsig.time_signed", "Time Signed", .uint48, as: .seconds),
            DNSRecordField("dns.tsig.fudge", "Fudge", .uint16, .units("s")),
            DNSRecordField("dns.tsig.mac", "MAC", .counted16, as: .lengthAndBase64, length: "dns.tsig.mac_size"),
            DNSRecordField("dns.tsig.original_id", "Original Id", .uint16),
            DNSRecordField(
                "dns.tsig.error", "Error", .uint16, as: .mnemonic, names: NumberNames(SignatureError.self)),
            DNSRecordField(
                "dns.tsig.other_data", "Other Data", .counted16, as: .lengthAndBase64, length: "dns.tsig.other_len"),
        ],
        256: [
            DNSRecordField("dns.uri.priority", "Priority", .uint16),
            DNSRecordField("dns.uri.weight", "Weight", .uint16),
            DNSRecordField("dns.uri.target", "Target", .rest, as: .quoted),
        ],
        257: [
            DNSRecordField(
                "dns.caa.flags", "CAA Flags", .uint8, .hex(2),
                flags: [.init(0x80, "dns.caa.flags.issuer_critical", "Issuer Critical")]),
            DNSRecordField("dns.caa.tag", "Tag", .text, as: .bare, length: "dns.caa.tag_length"),
            DNSRecordField("dns.caa.value", "Value", .rest, as: .quoted),
        ],
        258: [DNSRecordField("dns.avc", "Application visibility", .texts, length: "dns.avc.length")],
        259: [
            DNSRecordField("dns.doa.enterprise", "Enterprise", .uint32),
            DNSRecordField("dns.doa.type", "Type", .uint32),
            DNSRecordField("dns.doa.location", "Location", .uint8),
            DNSRecordField("dns.doa.media_type", "Media type", .text, length: "dns.doa.media_type_length"),
            DNSRecordField("dns.doa.data", "Data", .rest, as: .base64OrDash),
        ],
        260: [
            DNSRecordField("dns.amtrelay.precedence", "Precedence", .uint8),
            DNSRecordField("dns.amtrelay.type", "Discovery optional, type", .uint8, .hex(2), as: .flagAndType),
            DNSRecordField("dns.amtrelay.relay", "Relay", .gateway(mask: 0x7F)),
        ],
        261: [DNSRecordField("dns.resinfo", "Resolver information", .texts, length: "dns.resinfo.length")],
        262: [DNSRecordField("dns.wallet", "Wallet", .texts, length: "dns.wallet.length")],
        32768: digest,
        32769: digest,
    ]

    private static func name(_ name: String, _ label: String) -> DNSRecordField {
        DNSRecordField(name, label, .name(isCompressible: true))
    }

    /// A name that is never compressed.
    private static func wholeName(_ name: String, _ label: String) -> DNSRecordField {
        DNSRecordField(name, label, .name(isCompressible: false))
    }

    private static func seconds(_ name: String, _ label: String, remark: DNSRecordField.Remark) -> DNSRecordField {
        DNSRecordField(name, label, .uint32, .units("s"), lines: .below, remark: remark)
    }

    private static let algorithms = NumberNames(DNSSECAlgorithm.self)

    private static let digest = [
        DNSRecordField("dns.ds.key_id", "Key id", .uint16, .hex(4)),
        DNSRecordField("dns.ds.algorithm", "Algorithm", .uint8, names: algorithms),
        DNSRecordField("dns.ds.digest_type", "Digest Type", .uint8, names: NumberNames(DSDigestType.self)),
        DNSRecordField("dns.ds.digest", "Digest", .rest, as: .hex, lines: .block, isCrypto: true),
    ]

    private static let keyFlags: [DNSRecordField.Flag] = [
        .init(0x100, "dns.dnskey.flags.zone_key", "Zone Key"),
        .init(0x80, "dns.dnskey.flags.key_revoked", "Key Revoked"),
        .init(1, "dns.dnskey.flags.secure_entry_point", "Key Signing Key"),
    ]

    private static let nsec3Flags = DNSRecordField(
        "dns.nsec3.flags", "NSEC3 flags", .uint8, .hex(2),
        flags: [.init(1, "dns.nsec3.flags.opt_out", "NSEC3 Opt-out flag")])

    // Fields: dns.dnskey.flags dns.dnskey.protocol dns.dnskey.algorithm dns.dnskey.public_key
    // Fields: dns.key.flags dns.key.protocol dns.key.algorithm dns.key.public_key
    // Fields: dns.rkey.flags dns.rkey.protocol dns.rkey.algorithm dns.rkey.public_key
    private static func key(
        _ name: String, _ remark: DNSRecordField.Remark, _ flags: [DNSRecordField.Flag] = []
    ) -> [DNSRecordField] {
        [
            DNSRecordField("dns.\(name).flags", "Flags", .uint16, .hex(4), flags: flags),
            DNSRecordField("dns.\(name).protocol", "Protocol", .uint8),
            DNSRecordField("dns.\(name).algorithm", "Algorithm", .uint8, names: algorithms),
            DNSRecordField(
                "dns.\(name).public_key", "Public Key", .rest, as: .base64, lines: .block,
                remark: remark,
                isCrypto: true),
        ]
    }

    /// - Parameters:
    ///   - expiration: how its end stands where there are several lines.
    ///   - inception: how its beginning does.
    private static func signature(
        _ expiration: DNSRecordField.Lines, _ inception: DNSRecordField.Lines
    ) -> [DNSRecordField] {
        [
            DNSRecordField(
                "dns.rrsig.type_covered", "Type Covered", .uint16, as: .type, names: NumberNames(DNSType.self)),
            DNSRecordField("dns.rrsig.algorithm", "Algorithm", .uint8, names: algorithms),
            DNSRecordField("dns.rrsig.labels", "Labels", .uint8),
            DNSRecordField("dns.rrsig.original_ttl", "Original TTL", .uint32, .units("s")),
            DNSRecordField(
                "dns.rrsig.signature_expiration", "Signature Expiration", .uint32, as: .time, lines: expiration),
            DNSRecordField(
                "dns.rrsig.signature_inception", "Signature Inception", .uint32, as: .time, lines: inception),
            DNSRecordField("dns.rrsig.key_tag", "Key Tag", .uint16),
            wholeName("dns.rrsig.signers_name", "Signer's name"),
            DNSRecordField(
                "dns.rrsig.signature", "Signature", .rest, as: .base64, lines: .below, isCrypto: expiration == .block),
        ]
    }

    private static let certificateAssociation = [
        DNSRecordField(
            "dns.tlsa.certificate_usage", "Certificate Usage", .uint8, names: NumberNames(TLSAUsage.self)),
        DNSRecordField("dns.tlsa.selector", "Selector", .uint8, names: NumberNames(TLSASelector.self)),
        DNSRecordField("dns.tlsa.matching_type", "Matching Type", .uint8, names: NumberNames(TLSAMatching.self)),
        DNSRecordField(
            "dns.tlsa.certificate_association_data", "Certificate Association Data", .rest, as: .hex, lines: .block),
    ]

    private static let service = [
        DNSRecordField("dns.svcb.svcpriority", "SvcPriority", .uint16),
        wholeName("dns.svcb.targetname", "TargetName"),
        DNSRecordField("dns.svcb.svcparam", "SvcParam", .parameters),
    ]
}
