import Web

extension SeatFacts: JournalFeature, RightsFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("participant.joining", L("Two seats of one person joined")),
            JournalKind("participant.parting", L("Joined seats parted again")),
            JournalKind("participant.distinction", L("Two seats kept as two people")),
        ]
    }

    static let takingRights: Set<String> = ["participant.joining", "participant.parting"]
}
