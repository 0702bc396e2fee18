import Web

/// What every room may have to refuse; what only a feature refuses stands in its own `…Refusals.swift`.
extension Refusal {
    static let stopping = Refusal(
        .serviceUnavailable, "stopping", L("The server is being stopped."),
        advice: L("Nothing was changed. Try again when it is back: after an update that is a minute or two."))
    static let linkEnded = Refusal(
        .gone, "link-ended", L("This link no longer works."),
        advice: L("It was used, replaced or is too old. Ask the person who gave it to you for a new one."))
    /// A list is as long as it may get.
    static func tooMany(_ words: Message) -> Refusal { Refusal(.conflict, "too-many", words) }
    /// - Parameter name: as it came; only its beginning is repeated.
    static func unknownParameter(_ name: String) -> Refusal {
        let name = String(FieldCheck.line(name).prefix(60))
        return Refusal(
            .badRequest, "unknown-parameter", L("There is no query parameter “\(name)” here."),
            advice: L("Nothing was done. Look at the description of this address, or leave the parameter out."))
    }
    static func repeatedParameter(_ name: String) -> Refusal {
        Refusal(
            .badRequest, "repeated-parameter", L("The query parameter “\(name)” is given twice."),
            advice: L("Nothing was done. Send it once."))
    }

    /// Who is known already is not asked to sign in: an account that runs the room has no seat in it.
    static func noSeat(_ visitor: Visitor) -> Refusal {
        Refusal(
            visitor.journalName == nil ? .unauthorized : .forbidden, "no-seat",
            L("This page is for participants of the event."),
            advice: L("Open your personal link, or enter the event's code on the home page."))
    }
    static let notApproved = Refusal(
        .forbidden, "not-approved", L("The facilitator has not let you in yet."),
        advice: L("This takes a moment. The page updates by itself."))
    static let keyIsUsed = Refusal(
        .conflict, "key-used", L("Something else was sent with this key before."),
        advice: L(
            "Nothing was changed: what was sent first is kept. Send it with a new key, or change the first."))
    static func notReady(isFull: Bool) -> Refusal {
        Refusal(
            .serviceUnavailable, "not-ready", L("Nothing can be stored at the moment."),
            advice: isFull
                ? L("The disk of the server is full. Make room there; no restart is needed.")
                : L("Pages can perhaps still be read. The log of the server says what is wrong."))
    }
    static let databaseUnavailable = Refusal(
        .serviceUnavailable, "database-unavailable", L("The database cannot be reached at the moment."),
        advice: L(
            "Nothing was lost. What you sent is not stored yet; it is tried again automatically, or send it again in a minute."
        ))
    /// - Parameter number: of the request, as the log names it.
    static func internalError(_ number: String) -> Refusal {
        Refusal(
            .internalServerError, "internal-error", L("Something went wrong on the server."),
            advice: L("Nothing was changed. Try again; if it happens again, tell the organiser this number: \(number)")
        )
    }
    static let notJSON = Refusal(
        .badRequest, "malformed-json", L("The body is not JSON."),
        advice: L("Nothing was changed. Send one JSON object in UTF-8."))
}
