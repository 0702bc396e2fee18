import Web

extension Refusal {
    static let actionProofDerived = Refusal(
        .unprocessableContent, "action-proof-derived",
        L("Only a later exercise can show that an action is proven, or that it is not."),
        advice: L("Nothing was changed. Make the action a source of an objective of an exercise."))
    static let actionNotOwner = Refusal(
        .forbidden, "action-not-owner", L("Only its owner can say that."),
        advice: L("Nothing was changed. Who owns the action presses it, signed in."))
    static let actionClosed = Refusal(
        .conflict, "action-closed", L("This action is done or dropped."), advice: L("Nothing was changed."))
    static let actionNeedsDue = Refusal(
        .conflict, "action-needs-due", L("Say first when the action is due."), advice: L("Nothing was changed."))
    /// Of what was read before somebody else changed it; at the first field, so that what was typed stays.
    static let changedSince = Refusal.invalid([
        "title": L("It was changed in the meantime. Look at it again, then save once more.")
    ])
    static func actionState(_ from: Message, _ to: Message) -> Refusal {
        Refusal(
            .conflict, "action-state", L("An action that is “\(from)” does not become “\(to)”."),
            advice: L("Nothing was changed."))
    }
}
