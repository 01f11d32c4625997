/// Steps over the extension headers of an IPv6 packet (RFC 8200 section 4). Never traps, and does bounded work: at most
/// ``maximumCount`` headers, each at least 8 bytes. At a header that is cut, it stops and `error` says why.
///
/// The walk ends at an upper-layer protocol, at ESP, at No Next Header, and after the fragment header of a later
/// fragment, whose bytes begin in the middle of something.
public struct IPv6ExtensionHeaderIterator: ~Escapable {
    /// The most headers that are walked; real packets have fewer than five.
    public static let maximumCount = 32

    @usableFromInline let bytes: Span<UInt8>
    @usableFromInline var count = 0
    @usableFromInline var isOver = false
    /// What the bytes at `offset` are: at the end of the walk, the upper-layer protocol.
    public private(set) var nextHeader: IPProtocol
    /// The place of the next header, counted from the end of the fixed header.
    public private(set) var offset: Int = 0
    /// What ended the walk before the upper layer; nil while all is well.
    public private(set) var error: WireError?

    /// - Parameters:
    ///   - bytes: what follows the fixed header.
    ///   - first: the fixed header's next header.
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, first: IPProtocol) {
        self.bytes = bytes
        nextHeader = first
    }

    /// The next extension header; nil at the upper layer.
    @_lifetime(copy self)
    public mutating func next() -> IPv6ExtensionHeader? {
        guard !isOver, nextHeader.isSkippableExtensionHeader else { return nil }
        let left = bytes.count - offset
        guard left >= 8 else { return fail(.truncated(needed: 8, available: left)) }
        guard count < Self.maximumCount else {
            return fail(.badLength(field: "number", value: count + 1, minimum: 0, maximum: Self.maximumCount))
        }
        let length = IPv6ExtensionHeader.byteCount(of: nextHeader, lengthField: Int(bytes[offset + 1]))
        guard length <= left else { return fail(.truncated(needed: length, available: left)) }
        let header = IPv6ExtensionHeader(
            kind: nextHeader, bytes: bytes.slice(at: offset, upTo: length), offset: offset)
        isOver = header.fragment.map { $0.fragmentOffset > 0 } ?? false
        count += 1
        offset += length
        nextHeader = header.nextHeader
        return header
    }

    @_lifetime(copy self)
    private mutating func fail(_ reason: WireError.Reason) -> IPv6ExtensionHeader? {
        error = WireError("IPv6 extension header", reason, at: IPv6Header.byteCount + offset)
        isOver = true
        return nil
    }
}

/// An extension header in borrowed bytes, as long as its length field says.
public struct IPv6ExtensionHeader: ~Escapable {
    /// What the header is: the next-header value before it.
    public let kind: IPProtocol
    public let bytes: Span<UInt8>
    /// The header's place, counted from the end of the fixed header.
    public let offset: Int

    @inlinable
    @_lifetime(copy bytes)
    init(kind: IPProtocol, bytes: Span<UInt8>, offset: Int) {
        self.kind = kind
        self.bytes = bytes
        self.offset = offset
    }

    /// The length that a header's second byte stands for, always at least 8: fragment headers have one length, the
    /// Authentication Header counts in words of four bytes (RFC 4302), the others in eights beyond the first eight.
    @inlinable
    static func byteCount(of kind: IPProtocol, lengthField: Int) -> Int {
        switch kind {
        case .fragment: IPv6FragmentHeader.byteCount
        case .ah: max(8, (lengthField + 2) * 4)
        default: (lengthField + 1) * 8
        }
    }

    @inlinable public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes[0]) }
    /// The options of hop-by-hop and destination options; none in other headers. Their offsets count as `offset` does.
    @inlinable public var options: IPv6OptionIterator {
        @_lifetime(copy self) get {
            let hasOptions = kind == .hopByHop || kind == .destinationOptions
            return IPv6OptionIterator(bytes.suffix(from: hasOptions ? 2 : bytes.count), at: offset + 2)
        }
    }
    /// The owned value of hop-by-hop or destination options; nil for other headers.
    public var optionsHeader: IPv6OptionsHeader? {
        guard kind == .hopByHop || kind == .destinationOptions else { return nil }
        var header = IPv6OptionsHeader(nextHeader: nextHeader, options: [])
        var options = options
        while let option = options.next() { header.options.append(option.option) }
        return header
    }
    /// The value of a fragment header; nil for other headers.
    @inlinable public var fragment: IPv6FragmentHeader? { kind == .fragment ? IPv6FragmentHeader(checked: bytes) : nil }
    /// The contents of a routing header; nil for other headers.
    @inlinable public var routing: IPv6Routing? {
        @_lifetime(copy self) get { kind == .routing ? IPv6Routing(checked: bytes) : nil }
    }
}

/// What the extension headers of an IPv6 packet lead to.
public struct IPv6UpperLayer: ~Escapable {
    /// What `payload` is. Where the walk failed, the extension header that it failed at.
    public let protocolNumber: IPProtocol
    /// Where `payload` begins, counted from the end of the fixed header, in bytes.
    public let offset: Int
    /// The upper-layer packet, or as much of it as this fragment holds; empty where the walk failed.
    public let payload: Span<UInt8>
    /// The fragment header, where there is one.
    public let fragment: IPv6FragmentHeader?
    /// Where the packet ends up: the last address of a routing header that is not used up, or else the destination. The
    /// pseudo-header sums this one (RFC 8200 section 8.1).
    public let finalDestination: IPv6Address
    /// Why the walk did not reach the upper layer; nil where it did.
    public let error: WireError?

    /// - Parameters:
    ///   - bytes: what follows the fixed header.
    ///   - first: the fixed header's next header.
    ///   - destination: the fixed header's destination address.
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, first: IPProtocol, destination: IPv6Address) {
        var walk = IPv6ExtensionHeaderIterator(bytes, first: first)
        var fragment: IPv6FragmentHeader?
        var finalDestination = destination
        while let header = walk.next() {
            if let found = header.fragment { fragment = found }
            if let last = header.routing?.finalDestination(destination) { finalDestination = last }
        }
        protocolNumber = walk.nextHeader
        offset = walk.offset
        payload = bytes.suffix(from: walk.error == nil ? walk.offset : bytes.count)
        self.fragment = fragment
        self.finalDestination = finalDestination
        error = walk.error
    }

    /// Whether the payload begins in the middle of the upper-layer packet.
    @inlinable public var isLaterFragment: Bool { fragment.map { $0.fragmentOffset > 0 } ?? false }
}
