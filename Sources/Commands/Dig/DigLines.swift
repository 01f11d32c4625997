import PacketIO
import Probes
import Wire

/// The names of a command line, and those of a batch: each of its lines is what could stand on the command line.
struct DigLookups {
    private var rest: ArraySlice<UInt8>
    private var number = 0
    private let arguments: DigArguments
    private var lookups: ArraySlice<DigLookup>

    init(_ arguments: DigArguments, _ lines: [UInt8]) {
        rest = lines[...]
        self.arguments = arguments
        lookups = arguments.lookups[...]
    }

    /// These names alone.
    init(_ lookups: [DigLookup], _ arguments: DigArguments) {
        rest = []
        self.arguments = arguments
        self.lookups = lookups[...]
    }

    /// The next name; nil behind the last one.
    ///
    /// - Throws: what is wrong with a line; the next call goes on behind it.
    mutating func next() throws(UsageError) -> DigLookup? {
        while lookups.isEmpty, !rest.isEmpty {
            number += 1
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            rest = rest.dropFirst(line.count + 1)
            let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
            guard let first = words.first?.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else {
                continue
            }
            do throws(UsageError) {
                let words = words.map { String(decoding: $0, as: UTF8.self) }
                let line = try DigArguments(words, with: arguments.defaults)
                guard arguments.isNameByName || !line.lookups.contains(where: \.options.isComparison) else {
                    throw UsageError("+compare, which several of +subnet are too, stands on the command line")
                }
                lookups = line.lookups[...]
            } catch {
                throw UsageError("line \(number): \(error.message)")
            }
        }
        return lookups.popFirst()
    }
}

/// The names to ask for.
enum DigNames {
    /// The one that was given, and those of the search list, in the order in which they are to be tried.
    static func of(_ lookup: DigLookup, _ system: ResolverConfiguration) throws(UsageError) -> [DNSName] {
        if lookup.isReverse, let address = IPAddress(lookup.name) { return [DNSName(reverse: address)] }
        let options = lookup.options
        var text = lookup.name
        do throws(NameError) {
            if options.convertsNames { text = try InternationalNames.ascii(text) }
        } catch {
            throw UsageError("\(lookup.name): \(error.message)")
        }
        guard let name = DNSName(text) else {
            throw UsageError("\(lookup.name): an empty label, one of more than 63 bytes, or more than 255 in all")
        }
        guard options.usesSearch, !lookup.name.hasSuffix(".") else { return [name] }
        let domains = options.domain.map { [$0] } ?? system.search
        let completed = domains.compactMap { name.appending($0) }
        let dots = name.labelCount - 1
        return dots >= options.minimumDots ?? system.minimumDots ? [name] + completed : completed + [name]
    }
}
