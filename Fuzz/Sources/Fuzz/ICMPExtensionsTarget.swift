import Wire

/// What nodes append to ICMP errors.
enum ICMPExtensionsTarget {
    static func run(_ bytes: Span<UInt8>) {
        if let extensions = try? ICMPExtensions(parsing: bytes) { writeAndRead(look(at: extensions, bytes.count)) }
        guard bytes.count > 0 else { return }
        let payload = bytes.suffix(from: 1)
        do {
            writeAndRead([.interfaceInformation(try InterfaceInformation(parsing: payload, classType: bytes[0]))])
        } catch {
            use(error.description)
            check((0...payload.count).contains(error.offset), "an error lies in the payload")
        }
    }

    /// Walks the objects to their end, and gives those that can be decoded.
    @discardableResult
    static func look(at extensions: borrowing ICMPExtensions, _ end: Int) -> [ICMPExtension] {
        use((extensions.version, extensions.checksum, extensions.isChecksumValid))
        ConsumingSink.describe(end) { sink in extensions.describe(into: &sink, at: place) }
        var decoded: [ICMPExtension] = []
        var objects = extensions.objects
        while true {
            do {
                guard let object = try objects.next() else { break }
                look(at: object)
                do {
                    decoded.append(try object.decoded())
                } catch {
                    use(error.description)
                    check((0...Int(object.length)).contains(error.offset), "an error lies in the object")
                }
            } catch {
                use(error.description)
                check((0...end).contains(error.offset), "an error lies in the structure")
            }
        }
        check(objects.position == end, "a walk ends at the end")
        return decoded
    }

    private static func look(at object: borrowing ICMPExtensionObject) {
        use(assigned: object.objectClass)
        use(object.classType)
        use(object.payload)
        check(Int(object.length) == ICMPExtensionObject.headerByteCount + object.payload.count, "an object is whole")
        for index in 0..<object.labelCount { check(object.label(at: index) != nil, "label \(index) is there") }
        check(object.label(at: -1) == nil && object.label(at: object.labelCount) == nil, "no other label is there")
    }

    static func writeAndRead(_ extensions: [ICMPExtension]) {
        let written = serialized(extensions.structureByteCount) { output in extensions.serialize(into: &output) }
        if extensions.isEmpty { return }
        guard let again = try? ICMPExtensions(parsing: written.span) else { fatalError("what was written is read") }
        check(again.isChecksumValid != false, "the checksum is right")
        check(look(at: again, written.count) == extensions, "extensions are read as written")
    }
}
