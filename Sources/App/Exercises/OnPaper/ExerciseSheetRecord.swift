import Domain
import Storage
import Web

/// What stands on a sheet.
struct ExerciseSheetBody: Codable, Sendable, Hashable {
    // Of a decision, as ``DecisionFields``.
    var option = ""
    var other = ""
    var rationale = ""
    var confidence: Int?
    var wouldChange = ""
    var deputising = ""
    /// `function:ID`, `cell:ID`, `actor:ID`.
    var consulted: [String] = []
    /// Codes of functions that signed.
    var consents: [String] = []
    // Of a request, as ``RequestFields``.
    var type = ""
    var text = ""
    var allowed: Int?
    var toFunction = ""
    /// `cell:ID`, `actor:ID`.
    var to: [String] = []

    init() {}

    init(_ form: FormValues) throws {
        let (decision, request) = (try DecisionFields(form), try RequestFields(form))
        (option, other, rationale) = (decision.option, decision.other, decision.rationale)
        (confidence, wouldChange, deputising) = (decision.confidence, decision.wouldChange, decision.deputising)
        consulted = Array(form.all("consulted").prefix(Consulted.most))
        consents = Array(form.all("consent").prefix(40))
        (type, text, allowed, toFunction) = (request.type, request.text, request.allowed, request.toFunction)
        to = Array(form.all("to").prefix(CellRequestOperations.mostTargets))
    }

    var decision: DecisionFields {
        var fields = DecisionFields()
        (fields.option, fields.other, fields.rationale) = (option, other, rationale)
        (fields.confidence, fields.wouldChange, fields.deputising) = (confidence, wouldChange, deputising)
        return fields
    }

    var request: RequestFields {
        var fields = RequestFields()
        (fields.type, fields.text, fields.allowed, fields.toFunction) = (type, text, allowed, toFunction)
        return fields
    }

    var asked: Set<Consulted> { Set(consulted.compactMap { Consulted($0) }) }
    var targets: Set<RequestTarget> { Set(to.compactMap { RequestTarget($0) }) }
}

/// A sheet that was entered: nothing counts before a second person has compared it with the paper.
struct ExerciseSheetRecord: Sendable {
    enum Kind: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
        case decision, request
    }
    enum State: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
        case waiting, counted, discarded
    }

    let id: ExerciseSheet.ID
    let event: Event.ID
    let kind: Kind
    let cell: ExerciseCell.ID
    let point: DecisionPoint.ID?
    let body: ExerciseSheetBody
    let enteredBy: String?
    let enteredAt: Int64
    let state: State

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        kind = try row.get("kind")
        cell = try row.get("cell_id")
        point = try row.get("point_id")
        body = try JSONCoding.value(row.get("body"))
        enteredBy = try row.get("entered_by")
        enteredAt = try row.get("entered_at")
        state = try row.get("state")
    }
}
