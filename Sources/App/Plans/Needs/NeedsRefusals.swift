import Web

extension Refusal {
    static let needsCycleClosed = Refusal(
        .conflict, "needs-cycle-closed", L("This cycle is closed."), advice: L("Nothing was changed."))
    static let needsSubmitted = Refusal(
        .conflict, "needs-submitted", L("This assessment was submitted."),
        advice: L("Nothing was changed. The head of your secretariat can return it."))
    static let needsWithFocalPoint = Refusal(
        .conflict, "needs-with-focal-point", L("The focal point is putting the answers together."),
        advice: L("Nothing was stored. Ask the focal point to open it for you again."))
    static let nothingToReturn = Refusal(
        .conflict, "needs-nothing-to-return", L("This country has submitted nothing."),
        advice: L("Nothing was changed."))
    static let needsNamedLate = Refusal(
        .conflict, "needs-named-late",
        L("A picture of this cycle was taken already: your values by name would tell those of others."),
        advice: L("Nothing was changed."))
    static func needsIncomplete(_ codes: [String]) -> Refusal {
        Refusal(
            .conflict, "needs-incomplete",
            L(
                codes.count, one: "\(codes.count) indicator has no national value yet, or differs without a reason.",
                other: "\(codes.count) indicators have no national value yet, or differ without a reason."),
            advice: .verbatim(codes.prefix(20).joined(separator: ", ")))
    }
}
