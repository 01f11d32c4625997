import Analysis
import Wire

// What a chain of trust says, in words.

extension Security: CustomStringConvertible {
    public var description: String {
        switch self {
        case .secure: "secure"
        case .insecure(let reason): "insecure: \(reason)"
        case .bogus(let reason): "bogus: \(reason)"
        case .indeterminate(let reason): "indeterminate: \(reason)"
        }
    }

    /// For programs.
    var kind: String {
        switch self {
        case .secure: "secure"
        case .insecure: "insecure"
        case .bogus: "bogus"
        case .indeterminate: "indeterminate"
        }
    }

    var reason: String? {
        switch self {
        case .secure: nil
        case .insecure(let reason): reason.description
        case .bogus(let reason): reason.description
        case .indeterminate(let reason): reason.description
        }
    }
}

extension InsecureReason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .delegation(let zone): "the zone above knows no key of \(zone)"
        case .optOut(let name, let zone): "\(zone) does not tell of zones without keys, and \(name) may be one"
        case .algorithm(let zone, let algorithms):
            "no key of \(zone) is of an algorithm that is believed: "
                + algorithms.map { "\($0.rawValue)" + ($0.name.map { " \($0)" } ?? "") }.joined(separator: ", ")
        case .iterations(let zone): "\(zone) hashes its names more often than is worth the work"
        }
    }
}

extension BogusReason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unsigned(let place): "\(place) has no signature, and its zone has keys"
        case .unknownKey(let place, let tags):
            "\(place): no key of the zone has the tag \(tags.map(String.init).joined(separator: ", "))"
        case .badSignature(let place, let tag): "\(place): the signature by key \(tag) does not fit"
        case .expired(let place, let time): "\(place): the signature has expired on \(moment(time))"
        case .notYetValid(let place, let time): "\(place): the signature is not valid before \(moment(time))"
        case .foreignSigner(let place, let signer): "\(place) is signed by \(signer), which is not its zone"
        case .keyMismatch(let zone, let tags):
            "no key of \(zone) is the one that is promised: \(tags.map(String.init).joined(separator: ", "))"
        case .noKeys(let zone): "\(zone) has no keys, and the zone above promises one"
        case .unproven(let place): "that \(place) is not there is not proven"
        case .tooMuchWork(let place): "\(place) has more keys and signatures than anybody would try"
        }
    }
}

extension BogusReason.Place: CustomStringConvertible {
    public var description: String { "\(name) \(type)" }
}

extension IndeterminateReason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noAnswer(let name, let type): "no answer for \(name) \(type)"
        case .code(let name, let type, let code): "\(code) for \(name) \(type)"
        case .noAnchor(let name): "no trust anchor stands above \(name)"
        }
    }
}

extension TrustLink: CustomStringConvertible {
    public var description: String {
        switch subject {
        case .zone(let zone, nil, let key): "\(zone) key \(key.tag) (\(key.algorithm)) is a trust anchor"
        case .zone(let zone, let entry?, let key):
            "\(zone) key \(key.tag) (\(key.algorithm)) has the digest (\(entry.digestType)) that "
                + (zone.isRoot ? "the trust anchor has" : "the zone above has")
        case .records(let name, let type, let signature?):
            "\(name) \(type) signed by \(signature.signer) with key \(signature.keyTag) until "
                + moment(signature.expiration)
        case .records(let name, let type, nil): "\(name) \(type) follows from a signed DNAME"
        case .denial(let name, let type, let proof, let zone):
            "\(name) \(type) is not there, as \(proof) of \(zone) prove"
        case .end(let security): security.description
        }
    }

    /// For programs.
    var kind: String {
        switch subject {
        case .zone: "zone"
        case .records: "records"
        case .denial: "denial"
        case .end: "end"
        }
    }
}

/// A second since 1970 as a date and time, of the 136 years that are closest to our time.
private func moment(_ second: UInt32) -> String {
    let (days, rest) = floorDivide(Int64(second), by: 86_400)
    let date = CivilDate(daysSince1970: days)
    var text: [UInt8] = []
    text.append(decimal: UInt64(date.year), zeroPaddedTo: 4)
    text.append(text: "-")
    text.append(decimal: UInt64(date.month), zeroPaddedTo: 2)
    text.append(text: "-")
    text.append(decimal: UInt64(date.day), zeroPaddedTo: 2)
    text.append(text: " ")
    text.append(timeOfDay: rest)
    return String(decoding: text, as: UTF8.self) + " UTC"
}
