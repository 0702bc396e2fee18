import Domain
import Web

/// Who a material is for, before its marking is asked.
enum MaterialAudience: String, CaseIterable, Sendable, Codable {
    /// Who runs the room, and rapporteurs.
    case team
    /// The same, and who takes part.
    case participants
    /// The same, and observers.
    case everybody

    var label: Message {
        switch self {
        case .team: L("Those who run the event, and rapporteurs")
        case .participants: L("Everybody who takes part")
        case .everybody: L("Everybody who takes part, and observers")
        }
    }
}

/// What is told of a material.
struct MaterialFields: FieldRecord {
    var title = ""
    /// BCP 47.
    var language = "en"
    var note = ""
    /// A TLP 2.0 label without "TLP:".
    var marking = "GREEN"
    var audience = MaterialAudience.everybody.rawValue

    static let isSentWithKey = true

    static let fields: [Field<MaterialFields>] = [
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
        .choice(
            "audience", \.audience, L("For whom"), .choice(MaterialAudience.allCases.map(\.rawValue)),
            options: { MaterialAudience.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { MaterialAudience(rawValue: $0) == nil ? L("Choose for whom it is.") : nil }),
        .choice(
            "marking", \.marking, L("Marking"),
            hint: L(
                "Who may read it (TLP 2.0). AMBER: only people who are known. RED: only those of them who have come."),
            .word(TLP.all), options: { EventMarking.options },
            fault: { TLP.all.contains($0) ? nil : L("Choose one of the markings.") }),
        .lines("note", \.note, L("What it is"), hint: L("One or two sentences; may be empty."), limit: 1_000),
    ]

    var whom: MaterialAudience { MaterialAudience(rawValue: audience) ?? .team }
}
