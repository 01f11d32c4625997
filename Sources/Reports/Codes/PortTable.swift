import Wire

extension CodeCatalog {
    /// Ports have no registry of ours: the system's list names them, and the decoders know which they read.
    static func ports(_ services: ServiceList?, _ source: String) -> CodeTable {
        CodeTable(
            "port", "Ports of TCP, UDP and others", maximum: 65535, isComplete: false, notes: portNotes
        ) { listed(services, source) + read(beside: services) }
    }

    private static func listed(_ services: ServiceList?, _ source: String) -> [CodeRow] {
        (services?.services ?? []).map { service in
            var sentences: [String] = []
            if !service.comment.isEmpty { sentences.append(service.comment + ".") }
            if !service.aliases.isEmpty { sentences.append("Also called \(service.aliases.joined(separator: ", ")).") }
            if let layer = layer(service.transport, service.port) {
                sentences.append("Packets there are read as \(layer).")
            }
            return CodeRow(
                table: "", value: UInt32(service.port), name: service.name, transport: service.transport,
                reference: source, meaning: sentences.joined(separator: " "))
        }
    }

    /// Ports that the list has not, and whose packets are read nevertheless.
    private static func read(beside services: ServiceList?) -> [CodeRow] {
        let known = Set((services?.services ?? []).map { "\($0.port)/\($0.transport)" })
        return (0...UInt16.max).flatMap { port in
            ["tcp", "udp"].compactMap { transport in
                guard let layer = layer(transport, port), !known.contains("\(port)/\(transport)") else { return nil }
                return CodeRow(
                    table: "", value: UInt32(port), name: layer, transport: transport, reference: "swiftnet",
                    meaning: "Packets there are read as \(layer).")
            }
        }
    }

    /// Wireshark's name of what is read at a port.
    private static func layer(_ transport: String, _ port: UInt16) -> String? {
        let kind: LayerKind =
            switch transport {
            case "tcp": LayerKind(tcp: port, port)
            case "udp": LayerKind(udp: port, port)
            default: .data
            }
        return kind == .data ? nil : kind.name
    }
}

/// What ports without a name are (RFC 6335 section 6).
private let portNotes = """
    0-1023 A system port, assigned by the IANA: on Linux only a program with CAP_NET_BIND_SERVICE may serve there.
    1024-49151 A user port: the IANA assigns it on request, any program may use it.
    49152-65535 A dynamic port: never assigned, taken for a while by whoever opens a connection.
    """
