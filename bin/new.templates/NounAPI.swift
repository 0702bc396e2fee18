import Domain
import Web

/// The same as JSON, on the same operations.
enum «Noun»API {
    /// What is known besides the fields.
    struct Known: Codable, Sendable {
        let id: «Noun».ID
        let isRetired: Bool
    }

    typealias Input = FieldInput<«Noun»Fields>
    typealias Body = FieldBody<«Noun»Fields, Known>

    private static let query: [APIRoute.QueryParameter] =
        [.init(name: "retired", meaning: "`1` lists the retired ones too.", schema: .string)] + Cursor.parameters

    static let routes: [APIRoute] = [
        .get(Paths.api«Plural», .«read», "«Nouns»", "«Nouns» by «title word».", query: query) { visit«, owner» in
            let records = try await visit.read {
                try «Noun»Store($0).records(«owner, »includeRetired: visit.inbound.query.text("retired") == "1")
            }
            return try Cursor(visit).page(of: records.map(body)) { $0.facts.id.description }
        },
        .send(.post, Paths.api«Plural», .«write», "«Nouns»", "Adds «a noun».", success: .created) {
            (visit, input: Input«, owner») in
            body(try await «Noun»Operations.create(visit«, owner», input.fields(), key: input.key))
        },
        .get(Paths.api«Noun», .«read», "«Nouns»", "One of the «nouns».") { visit, «owner, »id in
            body(try await visit.read { try «Noun»Store($0).record(«owner, »id) })
        },
        .send(.put, Paths.api«Noun», .«write», "«Nouns»", "Changes «a noun».") { (visit, input: Input, «owner, »id) in
            body(try await «Noun»Operations.change(visit, «owner, »id, input.fields()))
        },
        .act(.put, Paths.api«Noun»Retirement, .«write», "«Nouns»", "Retires «a noun»: it is no longer offered.") {
            visit, «owner, »id in
            try await «Noun»Operations.setRetired(visit, «owner, »id, true)
            return EmptyBody()
        },
        .act(.delete, Paths.api«Noun»Retirement, .«write», "«Nouns»", "Brings back «a noun».") { visit, «owner, »id in
            try await «Noun»Operations.setRetired(visit, «owner, »id, false)
            return EmptyBody()
        },
    ]

    private static func body(_ record: «Noun»Record) -> Body {
        Body(Known(id: record.id, isRetired: record.retiredAt != nil), record.fields)
    }
}
