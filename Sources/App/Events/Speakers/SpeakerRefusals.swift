import Web

extension Refusal {
    static let notKnownYet = Refusal(
        .conflict, "unverified", L("You came in with the code, and nobody has confirmed that they know you."),
        advice: L(
            "What belongs to your country alone opens when whoever runs the room, or the head of your delegation, confirms it. Ask them."
        ))
    static let headNeedsCountry = Refusal(
        .conflict, "head-needs-country", L("No country is given for this seat."),
        advice: L("Nothing was changed. Enter the country first."))
    static let signerNeedsSector = Refusal(
        .conflict, "signer-needs-sector", L("No sector is given for this seat."),
        advice: L("Nothing was changed. Enter the sector first."))
    static let speakerContributes = Refusal(
        .conflict, "speaker-contributes", L("Only participants and rapporteurs speak for a country or a sector."),
        advice: L("Nothing was changed. Change the role first, or name somebody else."))

    static func unverified(_ name: String) -> Refusal {
        Refusal(
            .conflict, "person-unverified", L("\(name) came in with the code, and nobody has confirmed who they are."),
            advice: L(
                "Nothing was changed. Whoever runs the room confirms on the person's page that they know them."))
    }

    static func headDecides(_ name: String) -> Refusal {
        Refusal(
            .forbidden, "head-decides", L("\(name) decides for your country, as head of its delegation."),
            advice: L("Nothing was stored. Propose it instead: the head sees what you propose."))
    }

    static func noHead(_ country: String) -> Refusal {
        Refusal(
            .conflict, "no-head", L("\(country) has no head of delegation yet, so nobody decides for it."),
            advice: L("Nothing was stored. Propose it instead, and ask whoever runs the room to name the head."))
    }
}
