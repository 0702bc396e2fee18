import Web

extension Refusal {
    static let ideaHasNoPlace = Refusal(
        .conflict, "idea-has-no-place", L("Say first for which countries or regions the idea is."),
        advice: L("Nothing was changed."))
    static let ideaHasNoSource = Refusal(
        .conflict, "idea-has-no-source", L("Say first from what the idea comes, or that it was entered directly."),
        advice: L("Nothing was changed."))
    static let ideaNotSupported = Refusal(
        .conflict, "idea-not-supported", L("The idea is not supported yet."),
        advice: L("A proposal is written for what enough countries support and none that it names puts off."))
    static let ideaJoined = Refusal(
        .conflict, "idea-joined", L("This idea goes on in another one."), advice: L("Nothing was changed."))
    static let ideaHasProposal = Refusal(
        .conflict, "idea-has-proposal", L("A proposal is written for this idea already."),
        advice: L("Nothing was changed."))
    static func ideaState(_ from: Message, _ to: Message) -> Refusal {
        Refusal(
            .conflict, "idea-state", L("An idea that is “\(from)” does not become “\(to)”."),
            advice: L("Nothing was changed."))
    }
    static func proposalState(_ from: Message, _ to: Message) -> Refusal {
        Refusal(
            .conflict, "proposal-state", L("A proposal that is “\(from)” does not become “\(to)”."),
            advice: L("Nothing was changed."))
    }
}
