import Domain

extension JSONValue {
    static func reference(_ kind: String, _ name: String) -> JSONValue {
        .object(["$ref": .text("#/components/\(kind)/\(name)")])
    }

    static func content(_ type: String, _ schema: JSONValue) -> JSONValue {
        .object([type: .object(["schema": schema])])
    }
}
