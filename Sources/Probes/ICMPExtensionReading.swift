import Wire

extension [ICMPExtension] {
    /// What a router has added to its message, 16 objects at most; nothing where the checksum is wrong.
    init(reading extensions: consuming ICMPExtensions?) {
        self = []
        guard let extensions, extensions.isChecksumValid != false else { return }
        var objects = extensions.objects
        while count < 16, let object = try? objects.next() {
            if let value = try? object.decoded() { append(value) }
        }
    }
}
