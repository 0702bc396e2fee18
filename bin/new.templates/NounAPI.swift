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
        [
            .init(name: "q", meaning: "Words that all stand in its fields.", schema: .string),
            .flag("retired", "Lists the retired ones too."),
        ] + Cursor.parameters

    static let routes: [APIRoute] = records + tables

    private static let tables: [APIRoute] = [
        .file(
            Paths.api«Plural»Sheet, .«read», "«Nouns»", "The list as a workbook, as the page offers it.",
            mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ) { visit«, owner» in try await «Noun»Routes.sheet(visit«, owner») },
        .send(
            .post, Paths.api«Plural»Import, .«write», "«Nouns»",
            "Takes a workbook or CSV: a row with the name of one that is there changes it, others are added; all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput«, owner») in
            try await «Noun»Operations.take(visit«, owner», try TableUpload(input))
        },
    ]

    private static let records: [APIRoute] = [
        .get(Paths.api«Plural», .«read», "«Nouns»", "«Nouns» by «title word».", query: query) { visit«, owner» in
            let query = visit.inbound.query
            let includeRetired = try query.flag("retired")
            let records = try await visit.read {
                try «Noun»Store($0).records(«owner, »includeRetired: includeRetired)
            }.filter { $0.fields.matches(query.text("q")) }
            return try Cursor(visit).page(of: records.map(body)) { $0.facts.id.description }
        },
        .send(.post, Paths.api«Plural», .«write», "«Nouns»", "Adds «a noun».", success: .created) {
            (visit, input: Input«, owner») in
            body(try await «Noun»Operations.create(visit«, owner», input.fields(), key: input.key))
        },
        .get(Paths.api«Noun», .«read», "«Nouns»", "One of the «nouns».") { visit, «owner, »id in
            body(try await visit.read { try «Noun»Store($0).record(«owner, »id) })
        },
        .send(
            .put, Paths.api«Noun», .«write», "«Nouns»", "Changes «a noun»: a field that the body leaves out is emptied."
        ) { (visit, input: Input, «owner, »id) in
            body(try await «Noun»Operations.change(visit, «owner, »id, input.fields()))
        },
        .act(.put, Paths.api«Noun»Retirement, .«write», "«Nouns»", "Retires «a noun»: it is no longer listed.") {
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
