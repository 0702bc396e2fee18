import Web

extension Refusal {
    static let notKnownYet = Refusal(
        .conflict, "unverified", L("You came in by the code, and nobody has said that they know you."),
        advice: L(
            "What is your country's alone opens when whoever runs the room, or the head of your delegation, says so. Ask them."
        ))
    static let headNeedsCountry = Refusal(
        .conflict, "head-needs-country", L("This seat names no country."),
        advice: L("Nothing was changed. Enter the country first."))
    static let signerNeedsSector = Refusal(
        .conflict, "signer-needs-sector", L("This seat names no sector."),
        advice: L("Nothing was changed. Enter the sector first."))
    static let speakerContributes = Refusal(
        .conflict, "speaker-contributes", L("Only participants and rapporteurs speak for a country or a sector."),
        advice: L("Nothing was changed. Change the role first, or name somebody else."))

    static func unverified(_ name: String) -> Refusal {
        Refusal(
            .conflict, "person-unverified", L("\(name) came in by the code, and nobody has said who they are."),
            advice: L(
                "Nothing was changed. Whoever runs the room says on the page of the seat that they know the person."))
    }

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
