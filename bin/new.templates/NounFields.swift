import Domain
import Web

public enum «Noun» { public typealias ID = Identifier<«Noun»> }

/// What is told of «a noun».
struct «Noun»Fields: FieldRecord {
«properties»

    static let isSentWithKey = true

    static let fields: [Field<«Noun»Fields>] = [
«fields»
    ]
}
