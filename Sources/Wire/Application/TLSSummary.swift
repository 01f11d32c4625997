// What the one-line summary says of TLS.

/// Application data in records one after another.
struct TLSDataCount {
    var records = 0
    var bytes = 0
    var missing = 0

    mutating func add(_ record: borrowing TLSRecord) {
        records += 1
        bytes += record.length
        missing += record.length - record.fragment.count
    }

    /// `Application Data, 1203 bytes`
    mutating func write(to line: inout SummaryLine, after isFirst: inout Bool) {
        line.write(isFirst ? "Application Data, " : "; Application Data, ")
        isFirst = false
        line.write(bytes)
        line.write(" bytes")
        if records > 1 {
            line.write(" in ")
            line.write(records)
            line.write(" records")
        }
        if missing > 0 {
            line.write(", ")
            line.write(bytes - missing)
            line.write(" here")
        }
        self = TLSDataCount()
    }
}

extension TLSRecord {
    /// The version that a hello is about, and TLS without one otherwise: the record's own says little.
    var protocolName: String {
        guard let hello = firstHello, let name = hello.negotiatedVersion.name else { return "TLS" }
        return name
    }

    private var firstHello: TLSHello? {
        @_lifetime(copy self) get {
            guard contentType == .handshake,
                TLSHandshakeMessage.isReadable(fragment, isAfterChange: isAfterChange)
            else { return nil }
            var reader = FieldReader(fragment, isCut: isCut)
            return TLSHandshakeMessage(&reader).hello
        }
    }

    func summarize(into line: inout SummaryLine) {
        switch contentType {
        case .handshake: summarizeHandshake(into: &line)
        case .alert: summarizeAlert(into: &line)
        case .heartbeat where isHeartbeatReadable:
            line.write("Heartbeat ")
            line.write(TLSHeartbeatType(rawValue: fragment[0]))
        default: line.write(contentType)
        }
        if isCut {
            line.write(", ")
            line.write(fragment.count)
            line.write(" of ")
            line.write(length)
            line.write(" bytes here")
        }
    }

    private func summarizeAlert(into line: inout SummaryLine) {
        guard length == 2, fragment.count == 2 else {
            line.write(length == 2 ? "Alert" : "Encrypted Alert")
            return
        }
        line.write("Alert ")
        line.write(TLSAlertLevel(rawValue: fragment[0]))
        line.write(": ")
        line.write(TLSAlertDescription(rawValue: fragment[1]))
    }

    private func summarizeHandshake(into line: inout SummaryLine) {
        var reader = FieldReader(fragment, isCut: isCut)
        if reader.remaining == 0 { line.write(contentType) }
        while reader.remaining > 0 {
            guard TLSHandshakeMessage.isReadable(reader.rest, isAfterChange: isAfterChange) else {
                line.write("Encrypted Handshake Message")
                return
            }
            TLSHandshakeMessage(&reader).summarize(into: &line)
            if reader.remaining > 0 { line.write("; ") }
        }
    }
}

extension TLSHandshakeMessage {
    func summarize(into line: inout SummaryLine) {
        guard let hello else {
            line.write(type)
            return
        }
        line.write(hello.isRetry ? .helloRetryRequest : type)
        if !hello.isClient, hello.cipherSuites.count == 2 {
            line.write(" ")
            line.write(TLSCipherSuite(rawValue: hello.cipherSuites.uint16(at: 0)))
        }
        var extensions = hello.extensionWalk
        while extensions.next() {
            switch extensions.type {
            case .serverName: summarizeName(extensions.data, into: &line)
            case .applicationProtocols: summarizeProtocols(extensions.data, into: &line)
            default: break
            }
        }
    }

    private func summarizeName(_ data: Span<UInt8>, into line: inout SummaryLine) {
        guard let name = TLSHello.serverName(data) else { return }
        line.write(", SNI ")
        line.write(foreign: name)
    }

    private func summarizeProtocols(_ data: Span<UInt8>, into line: inout SummaryLine) {
        line.write(", ALPN ")
        var reader = FieldReader(data)
        var list = reader.vector(2)
        var isFirst = true
        while list.remaining > 0 {
            if !isFirst { line.write(",") }
            isFirst = false
            line.write(foreign: list.vector(1).rest)
        }
    }
}
