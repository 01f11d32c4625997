import Wire

/// Capture files.
enum PcapNGTarget {
    static func run(_ bytes: Span<UInt8>) {
        var reader = PcapNGBlockReader(bytes)
        while true {
            let start = reader.offset
            do {
                guard let block = try reader.next() else { break }
                check(reader.offset >= start + 12 && reader.offset <= bytes.count, "the reader goes on")
                look(at: block, reader.interfaces)
            } catch {
                use(error.description)
                check((0...bytes.count).contains(error.offset), "an error lies in the file")
                check(reader.offset == start, "an error leaves the reader where it was")
                do {
                    _ = try reader.next()
                    fatalError("the same error comes again")
                } catch let again {
                    check(again == error, "the same error comes again")
                }
                return
            }
        }
        check(reader.offset == bytes.count, "the reader gets to the end")
    }

    private static func look(at block: borrowing PcapNGBlock, _ interfaces: [PcapNGInterface]) {
        switch block {
        case .sectionHeader(let header):
            read([]) {
                header.serialize(into: &$0)
            } expecting: {
                if case .sectionHeader(let again) = $0 { again == header } else { false }
            }
        case .interface(let interface):
            use(assigned: interface.linkType)
            check(interfaces.last == interface, "the section has the interface")
            read([]) {
                interface.serialize(into: &$0)
            } expecting: {
                if case .interface(let again) = $0 { again == interface } else { false }
            }
        case .packet(var packet, let data):
            check(packet.interfaceID < UInt32(interfaces.count), "the packet's interface is there")
            packet.interfaceID = 0
            packet.timestamp = max(0, packet.timestamp)
            let kept = [UInt8](copying: data)
            read([PcapNGInterface(linkType: .ethernet)]) {
                packet.serialize(into: &$0, data: kept.span)
            } expecting: {
                if case .packet(let again, let data) = $0 {
                    again == packet && data.elementsEqual(kept.span)
                } else {
                    false
                }
            }
        case .simplePacket(let length, let data):
            check(length >= data.count, "no more is kept than was there")
            use(data)
        case .statistics(var statistics):
            statistics.interfaceID = 0
            statistics.timestamp = max(0, statistics.timestamp)
            read([PcapNGInterface(linkType: .ethernet)]) {
                statistics.serialize(into: &$0)
            } expecting: {
                if case .statistics(let again) = $0 { again == statistics } else { false }
            }
        case .other(let type, let body):
            use(assigned: type)
            use(body)
        }
    }

    /// Reads what `write` appends to a section with these interfaces.
    private static func read(
        _ interfaces: [PcapNGInterface], _ write: (inout [UInt8]) -> Void,
        expecting isSame: (borrowing PcapNGBlock) -> Bool
    ) {
        var file: [UInt8] = []
        PcapNGSectionHeader().serialize(into: &file)
        for interface in interfaces { interface.serialize(into: &file) }
        write(&file)
        var reader = PcapNGBlockReader(file.span)
        do {
            for _ in 0...interfaces.count { _ = try reader.next() }
            guard let block = try reader.next() else { fatalError("the block that was written is there") }
            check(isSame(block), "a block is read as written")
            check(try reader.next() == nil, "one block was written")
        } catch {
            fatalError("what was written is read: \(error)")
        }
    }
}
