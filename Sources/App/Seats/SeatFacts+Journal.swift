import Web

extension SeatFacts: JournalFeature, RightsFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("participant.joining", L("Two seats of one person merged")),
            JournalKind("participant.parting", L("Merged seats separated again")),
            JournalKind("participant.distinction", L("Two seats kept as two people")),
        ]
    }

    static let takingRights: Set<String> = ["participant.joining", "participant.parting"]
}
