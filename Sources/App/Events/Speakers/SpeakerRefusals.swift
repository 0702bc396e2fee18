import Web

extension Refusal {
    static func headDecides(_ name: String) -> Refusal {
        Refusal(
            .forbidden, "head-decides", L("For your country decides \(name), as head of its delegation."),
            advice: L("Nothing was stored. Propose it instead: the head sees what you propose."))
    }
    static func noHead(_ country: String) -> Refusal {
        Refusal(
            .conflict, "no-head", L("\(country) has no head of delegation yet, so nobody decides for it."),
            advice: L("Nothing was stored. Propose it instead, and ask whoever runs the room to name the head."))
    }
}
