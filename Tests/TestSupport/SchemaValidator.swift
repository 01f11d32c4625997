import Foundation

/// Validates against the part of JSON Schema 2020-12 that the schemas in `Schemas/` use; any other keyword is a fault.
package struct SchemaValidator {
    package typealias Object = [String: Any]

    package let root: Object

    package init(named name: String) throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Schemas/\(name).schema.json")
        root = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? Object ?? [:]
    }

    /// What is wrong with a value; nothing where it is valid.
    package func faults(in value: Any) -> [String] { faults(in: value, root, at: "$") }

    private func faults(in value: Any, _ schema: Object, at path: String) -> [String] {
        schema.keys.sorted().flatMap { keyword in
            check(keyword, schema[keyword] ?? 0, value, schema, path).map { $0.hasPrefix("$") ? $0 : "\(path): \($0)" }
        }
    }

    private func check(_ keyword: String, _ rule: Any, _ value: Any, _ schema: Object, _ path: String) -> [String] {
        switch keyword {
        case "$schema", "$defs", "title", "description": return []
        case "$ref": return faults(in: value, definition(rule), at: path)
        case "oneOf", "anyOf":
            let all = (rule as? [Object] ?? []).map { faults(in: value, $0, at: path) }
            let valid = all.count(where: \.isEmpty)
            if valid == 1 || valid > 1 && keyword == "anyOf" { return [] }
            return ["\(valid) of \(keyword) match, nearest: \(all.min { $0.count < $1.count } ?? [])"]
        case "type":
            let names = rule as? [String] ?? [rule as? String ?? ""]
            return names.contains { Self.type(of: value, is: $0) } ? [] : ["\(value) is no \(rule)"]
        case "const": return value as? String == rule as? String ? [] : ["\(value) is not \(rule)"]
        case "enum":
            let allowed = rule as? [String] ?? []
            return (value as? String).map(allowed.contains) == true ? [] : ["\(value) is none of \(allowed)"]
        case "pattern":
            let matches = (value as? String)?.range(of: rule as? String ?? "", options: .regularExpression)
            return value is String && matches == nil ? ["\(value) does not match \(rule)"] : []
        case "minLength", "minItems", "minimum", "maximum":
            return bounds(keyword, (rule as? NSNumber)?.doubleValue ?? .nan, value)
        case "required":
            let keys = rule as? [String] ?? []
            return keys.filter { (value as? Object)?[$0] == nil }.map { "\($0) is missing" }
        case "properties":
            return (rule as? [String: Object] ?? [:]).flatMap { key, inner in
                (value as? Object)?[key].map { faults(in: $0, inner, at: "\(path).\(key)") } ?? []
            }
        case "additionalProperties":
            let known = (schema["properties"] as? Object ?? [:]).keys
            let others = (value as? Object ?? [:]).filter { !known.contains($0.key) }
            guard let inner = rule as? Object else { return others.keys.map { "\($0) is unknown" } }
            return others.flatMap { faults(in: $0.value, inner, at: "\(path).\($0.key)") }
        case "items":
            return (value as? [Any] ?? []).flatMap { faults(in: $0, rule as? Object ?? [:], at: "\(path)[]") }
        default: return ["the validator does not know \(keyword)"]
        }
    }

    private func definition(_ reference: Any) -> Object {
        let name = (reference as? String ?? "").split(separator: "/").last.map(String.init) ?? ""
        return (root["$defs"] as? [String: Object])?[name] ?? ["unknown definition \(name)": true]
    }

    private func bounds(_ keyword: String, _ limit: Double, _ value: Any) -> [String] {
        let actual: Double =
            switch keyword {
            case "minLength": Double((value as? String)?.count ?? 0)
            case "minItems": Double((value as? [Any])?.count ?? 0)
            default: (value as? NSNumber)?.doubleValue ?? limit
            }
        return (keyword == "maximum" ? actual <= limit : actual >= limit) ? [] : ["\(keyword) \(limit): \(actual)"]
    }

    private static func type(of value: Any, is name: String) -> Bool {
        switch name {
        case "object": value is Object
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isBoolean(value)
        case "number": value is NSNumber && !isBoolean(value)
        case "integer":
            (value as? NSNumber).map { !isBoolean(value) && $0.doubleValue.rounded() == $0.doubleValue } == true
        default: false
        }
    }

    private static func isBoolean(_ value: Any) -> Bool {
        // A number bridges to Bool where it is 0 or 1; a boolean's C type is that of a character.
        (value as? NSNumber).map { unsafe String(cString: $0.objCType) == "c" } ?? false
    }
}
