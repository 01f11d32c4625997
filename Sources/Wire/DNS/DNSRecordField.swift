// A table.

/// A field in the data of a record: where it has its value from, and what it is called.
///
/// The one table below says of each type which fields its data has, in their order. Reading, writing, describing and
/// presenting all go by it, so that a new type is a new row.
public struct DNSRecordField: Sendable {
    /// How a value stands in the message.
    public enum Form: Hashable, Sendable {
        case uint8, uint16, uint32
        case ipv4, ipv6
        /// A name; `isCompressible` where a sender may point from it to a name before (RFC 3597 section 4).
        case name(isCompressible: Bool)
        /// Text of at most 255 bytes after its length.
        case text
        /// As many texts as there is room for.
        case texts
        /// As many options of EDNS as there is room for.
        case options
        /// All that is left.
        case rest
    }

    /// Wireshark's.
    public let name: String
    public let label: String
    public let form: Form
    public let style: NumberStyle
    /// Wireshark's name of the length before a text; nil where there is none.
    public let lengthName: String?

    init(_ name: String, _ label: String, _ form: Form, _ style: NumberStyle = .decimal, length: String? = nil) {
        self.name = name
        self.label = label
        self.form = form
        self.style = style
        lengthName = length
    }
}

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
            DNSRecordField("dns.soa.serial_number", "Serial Number", .uint32),
            seconds("dns.soa.refresh_interval", "Refresh Interval"),
            seconds("dns.soa.retry_interval", "Retry Interval"),
            seconds("dns.soa.expire_limit", "Expire limit"),
            seconds("dns.soa.minimum_ttl", "Minimum TTL"),
        ],
        7: [name("dns.mb", "Mailbox Domain")],
        8: [name("dns.mg", "Mail Group member")],
        9: [name("dns.mr", "Mail Rename domain")],
        10: [DNSRecordField("dns.null", "Null (data)", .rest)],
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
        21: [
            DNSRecordField("dns.rt.subtype", "Preference", .uint16),
            wholeName("dns.rt.intermediate_host", "Intermediate Hostname"),
        ],
        26: [
            DNSRecordField("dns.px.preference", "Preference", .uint16),
            wholeName("dns.px.map822", "MAP822"),
            wholeName("dns.px.map400", "MAPX400"),
        ],
        28: [DNSRecordField("dns.aaaa", "AAAA Address", .ipv6)],
        33: [
            DNSRecordField("dns.srv.priority", "Priority", .uint16),
            DNSRecordField("dns.srv.weight", "Weight", .uint16),
            DNSRecordField("dns.srv.port", "Port", .uint16),
            wholeName("dns.srv.target", "Target"),
        ],
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
        39: [wholeName("dns.dname", "Dname")],
        41: [DNSRecordField("dns.opt", "Option", .options)],
        43: [
            DNSRecordField("dns.ds.key_id", "Key id", .uint16, .hex(4)),
            DNSRecordField("dns.ds.algorithm", "Algorithm", .uint8),
            DNSRecordField("dns.ds.digest_type", "Digest Type", .uint8),
            DNSRecordField("dns.ds.digest", "Digest", .rest),
        ],
        44: [
            DNSRecordField("dns.sshfp.algorithm", "Algorithm", .uint8),
            DNSRecordField("dns.sshfp.fingerprint.type", "Fingerprint type", .uint8),
            DNSRecordField("dns.sshfp.fingerprint", "Fingerprint", .rest),
        ],
        49: [DNSRecordField("dns.dhcid.rdata", "DHCID Data", .rest)],
        52: [
            DNSRecordField("dns.tlsa.certificate_usage", "Certificate Usage", .uint8),
            DNSRecordField("dns.tlsa.selector", "Selector", .uint8),
            DNSRecordField("dns.tlsa.matching_type", "Matching Type", .uint8),
            DNSRecordField("dns.tlsa.certificate_association_data", "Certificate Association Data", .rest),
        ],
        99: [DNSRecordField("dns.spf", "SPF", .texts, length: "dns.spf.length")],
    ]

    private static func name(_ name: String, _ label: String) -> DNSRecordField {
        DNSRecordField(name, label, .name(isCompressible: true))
    }

    /// A name that is never compressed.
    private static func wholeName(_ name: String, _ label: String) -> DNSRecordField {
        DNSRecordField(name, label, .name(isCompressible: false))
    }

    private static func seconds(_ name: String, _ label: String) -> DNSRecordField {
        DNSRecordField(name, label, .uint32, .units("s"))
    }
}
