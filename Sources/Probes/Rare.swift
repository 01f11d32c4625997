/// A value that is seldom there. It is kept apart, so that what might have one is copied as quickly as if it could not.
public struct Rare<Value: Hashable & Sendable>: Hashable, Sendable {
    private indirect enum Place: Hashable, Sendable {
        case at(Value)
    }

    private var place: Place?

    public init() {}

    public var value: Value? {
        get { if case .at(let value) = place { value } else { nil } }
        set { place = newValue.map { .at($0) } }
    }
}
