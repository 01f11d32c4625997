import Wire

/// Which members a layer's object has: an object may have no key twice.
///
/// Almost no field of a list has the name of a member, so that the lengths of the keys are mostly all it takes.
struct LayerKeys {
    /// Where in the output the layer's members begin.
    var start = 0
    /// A bit for each length, up to 63.
    private var lengths: UInt64 = 0

    init(from start: Int = 0) { self.start = start }

    @inline(__always)
    mutating func insert(length: Int) { lengths |= 1 << UInt64(truncatingIfNeeded: min(length, 63)) }

    /// Whether part of a name is a key. One of a group within the layer counts too.
    func has(_ name: String, _ range: Range<Int>, in output: [UInt8]) -> Bool {
        guard lengths >> UInt64(min(range.count, 63)) & 1 != 0 else { return false }
        let key = name.utf8Span.span.extracting(range)
        let output = output.span
        var place = start
        while place + key.count + 3 <= output.count {
            let end = place + 1 + key.count
            if output[place] == UInt8(ascii: "\""), output[end] == UInt8(ascii: "\""),
                output[end + 1] == UInt8(ascii: ":"), output.extracting(place + 1..<end).elementsEqual(key)
            {
                return true
            }
            place += 1
        }
        return false
    }
}
