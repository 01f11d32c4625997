/// Which protocol a number announces: one look into a table, made once from what all layers say of themselves.
public struct LayerNumbers: Sendable {
    @usableFromInline var etherTypes: [LayerKind]
    @usableFromInline var udpPorts: [LayerKind]
    @usableFromInline var tcpPorts: [LayerKind]
    @usableFromInline var ipProtocols: [LayerKind]
    @usableFromInline var llc: [LayerKind]
    @usableFromInline var linkTypes: [UInt16: LayerKind] = [:]
    @usableFromInline var pppProtocols: [UInt16: LayerKind] = [:]
    /// By organization and protocol number, one after the other in a number of 40 bits.
    @usableFromInline var snap: [UInt64: LayerKind] = [:]

    public static let all = LayerNumbers()

    init() {
        etherTypes = Array(repeating: .data, count: 0x10000)
        udpPorts = etherTypes
        tcpPorts = etherTypes
        ipProtocols = Array(repeating: .data, count: 0x100)
        llc = ipProtocols
        for kind in LayerKind.allCases {
            for announcement in kind.announcements { add(announcement, kind) }
        }
    }

    private mutating func add(_ announcement: LayerAnnouncement, _ kind: LayerKind) {
        switch announcement {
        case .linkType(let type): linkTypes[type.rawValue] = kind
        case .etherType(let type): etherTypes[Int(type.rawValue)] = kind
        case .llc(let point): llc[Int(point)] = kind
        case .ipProtocol(let number): ipProtocols[Int(number.rawValue)] = kind
        case .udpPort(let port): udpPorts[Int(port)] = kind
        case .tcpPort(let port): tcpPorts[Int(port)] = kind
        case .pppProtocol(let number): pppProtocols[number] = kind
        case .snap(let organization, let number): snap[UInt64(organization.rawValue) << 16 | UInt64(number)] = kind
        }
    }
}

extension LayerKind {
    /// What a frame of this link type begins with; data where nobody reads it.
    @inlinable public init(_ type: LinkType) { self = LayerNumbers.all.linkTypes[type.rawValue] ?? .data }
    @inlinable public init(_ type: EtherType) { self = LayerNumbers.all.etherTypes[Int(type.rawValue)] }
    @inlinable public init(_ number: IPProtocol) { self = LayerNumbers.all.ipProtocols[Int(number.rawValue)] }
    @inlinable public init(llc point: UInt8) { self = LayerNumbers.all.llc[Int(point)] }
    @inlinable public init(pppProtocol number: UInt16) { self = LayerNumbers.all.pppProtocols[number] ?? .data }
    @inlinable
    public init(snap organization: OrganizationIdentifier, _ number: UInt16) {
        self = LayerNumbers.all.snap[UInt64(organization.rawValue) << 16 | UInt64(number)] ?? .data
    }

    /// What a UDP datagram between these ports carries: the lower port is asked first, as the likelier service.
    @inlinable
    public init(udp first: UInt16, _ second: UInt16) { self.init(LayerNumbers.all.udpPorts, first, second) }

    @inlinable
    public init(tcp first: UInt16, _ second: UInt16) { self.init(LayerNumbers.all.tcpPorts, first, second) }

    @inlinable
    @inline(__always)
    init(_ ports: [LayerKind], _ first: UInt16, _ second: UInt16) {
        let lower = ports[Int(min(first, second))]
        self = lower == .data ? ports[Int(max(first, second))] : lower
    }

    /// Wireshark's name of the layer.
    public var name: String { identity.name }
    var announcements: [LayerAnnouncement] { identity.announcements }

    private var identity: LayerIdentity {
        var identity = LayerIdentity()
        var context = LayerContext()
        _ = try? visit(&identity, Span(), &context)
        return identity
    }
}

/// Asks a layer's type for what it says of itself.
private struct LayerIdentity: LayerVisitor {
    var name = ""
    var announcements: [LayerAnnouncement] = []

    mutating func visit<Layer: PacketLayer & ~Escapable>(
        _ layer: Layer.Type, _ bytes: Span<UInt8>, _ context: inout LayerContext
    ) -> NextLayer {
        name = layer.name
        announcements = layer.announcements
        return .none
    }
}
