import Wire

/// What EDNS says, as members of a JSON object.
enum EDNSJSON {
    private static let text = DigText(DigTextOptions())

    static func write(_ record: borrowing DNSRecordView, to json: inout JSONWriter) {
        json.add("version", record.ednsVersion)
        json.add("DO", record.ednsFlags & 0x8000 != 0)
        json.add("CO", record.ednsFlags & 0x4000 != 0)
        json.add("udp_size", record.classValue)
        json.add("options", objects: record.options) { json, option in write(option, to: &json) }
    }

    private static func write(_ option: EDNSOption, to json: inout JSONWriter) {
        let (data, span) = (option.data, option.data.span)
        json.add("code", option.code.rawValue)
        json.add("name", option.code.name)
        switch option.code {
        case .nameServerID: json.add("text", data)
        case .cookie where data.count >= 8:
            json.add("client", hex(data.prefix(8)))
            if data.count > 8 { json.add("server", hex(data.dropFirst(8))) }
        case .clientSubnet where data.count >= 4:
            json.add("family", span.uint16(at: 0))
            json.add("source_prefix", data[2])
            json.add("scope_prefix", data[3])
        case .extendedError where data.count >= 2:
            let error = ExtendedDNSError(rawValue: span.uint16(at: 0))
            json.add("info_code", error.rawValue)
            json.add("info_name", error.name)
            if data.count > 2 { json.add("text", Array(data.dropFirst(2))) }
        // In units of 100 ms (RFC 7828).
        case .keepalive where data.count == 2: json.add("timeout_ms", Int(span.uint16(at: 0)) * 100)
        case .expire where data.count == 4: json.add("seconds", span.uint32(at: 0))
        default: break
        }
        var value: [UInt8] = []
        text.writeValue(of: option, nil, to: &value)
        json.add("value", value)
        json.add("data", hex(data[...]))
    }

    private static func hex(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.append(hex: Array(bytes).span)
        return text
    }
}
