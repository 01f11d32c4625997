import Wire

/// The messages of ICMPv6 that have views of their own.
enum NeighborTargets {
    static func neighbors(_ bytes: Span<UInt8>) {
        guard let message = try? NeighborDiscoveryMessage(parsing: bytes) else { return }
        use((message.code, message.checksum, message.flags, message.target, message.destination))
        if let parameters = message.routerParameters { use(assigned: parameters.flags.preference) }
        walk(message.options)
        ConsumingSink.describe(bytes.count) { sink in message.describe(into: &sink, at: place) }
        do {
            let value = try NeighborDiscovery(parsing: bytes)
            check(value.type == message.type, "the type is the message's")
            for pseudoHeader in [nil, pseudoHeaders[1]] {
                let written = serialized(value.byteCount) { output in
                    value.serialize(into: &output, pseudoHeader: pseudoHeader)
                }
                check((try? NeighborDiscovery(parsing: written.span)) == value, "a message is read as written")
            }
        } catch {
            use(error.description)
            check((0...bytes.count).contains(error.offset), "an error lies in the message")
        }
    }

    private static func walk(_ options: consuming NeighborOptions) {
        while true {
            do {
                guard let option = try options.next() else { break }
                use(assigned: option.type)
                use(option.payload)
                check(options.position == option.position + option.byteCount, "an option takes the bytes that it says")
                let value = try? option.decoded()
                check(value == nil || value?.type == option.type, "the type is the option's")
            } catch {
                use(error.description)
            }
        }
    }

    static func listeners(_ bytes: Span<UInt8>) {
        guard let message = try? MulticastListenerMessage(parsing: bytes) else { return }
        use(assigned: message.type)
        use((message.checksum, message.isVersion2, message.maximumResponseCode, message.maximumResponseDelay))
        use((message.multicastAddress, message.recordCount, message.query?.interval))
        ConsumingSink.describe(bytes.count) { sink in message.describe(into: &sink, at: place) }
        do {
            for record in try message.records() { use(assigned: record.type) }
            let value = try MulticastListener(parsing: bytes)
            for pseudoHeader in [nil, pseudoHeaders[1]] {
                let written = serialized(value.byteCount) { output in
                    value.serialize(into: &output, pseudoHeader: pseudoHeader)
                }
                check((try? MulticastListener(parsing: written.span)) == value, "a message is read as written")
            }
        } catch {
            use(error.description)
            check((0...bytes.count).contains(error.offset), "an error lies in the message")
        }
    }
}
