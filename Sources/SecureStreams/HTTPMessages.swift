/// What is asked of a server by HTTP.
public struct HTTPRequest: Hashable, Sendable {
    public var method = "GET"
    public var scheme = "https"
    /// The server's name or address, and its port where that is not the usual one.
    public var authority: String
    /// With the query.
    public var path: String
    /// In lower case.
    public var headers: [Header] = []
    public var body: [UInt8] = []

    public struct Header: Hashable, Sendable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(authority: String, path: String) {
        self.authority = authority
        self.path = path
    }
}

/// What a server answers.
public struct HTTPResponse: Hashable, Sendable {
    public var status = 0
    public var contentType: String?
    public var body: [UInt8] = []

    public init() {}
}
