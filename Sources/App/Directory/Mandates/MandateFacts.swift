import Domain
import Web

/// In what function somebody acts for a country or a region, from when to when.
enum MandateFacts: RoutedFeature, StoredFeature, JournalFeature, RightsFeature, NoticeFeature, NamedExportFeature {
    static var routes: [Route] { MandateRoutes.all }
    static var api: [APIRoute] { MandateAPI.routes }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "mandate", search: .left("read in the register of mandates, by who may see it"),
                person: .rows(45, [.person("person_id")]),
                erasure: .blanked(["person_id": .nothing, "note": .empty]), texts: ["document", "note"],
                seats: [.actor("appointed_by")], lookalikes: ["review_by"],
                file: .stays("mandates belong to the directory of a server")),
            TableFacts(
                "mandate_question", search: .left("when somebody was asked"), lookalikes: ["review_by"],
                file: .stays("mandates belong to the directory of a server")),
        ]
    }

    static var exports: [NamedExport] {
        [
            NamedExport("mandates") { wish, database in
                let day = try wish.day.map { try AskedDay.checked($0) }
                let rows = try await database.read { try MandateFiles.everyRow(on: day, $0) }
                return try (TableFormat(rawValue: wish.format) ?? .csv).bytes(
                    name: "mandates", header: MandateFiles.header, rows: rows)
            }
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("mandate.appointment", L("Somebody appointed")),
            JournalKind("mandate.proposal", L("Somebody proposed for a mandate")),
            JournalKind("mandate.handover", L("Mandate handed over")),
            JournalKind("mandate.ending", L("Mandate ended")),
            JournalKind("mandate.suspension", L("Mandate suspended")),
            JournalKind("mandate.refusal", L("Proposal for a mandate refused")),
            JournalKind("mandate.confirmation", L("Mandate confirmed")),
            JournalKind("mandate.correction", L("Mandate corrected")),
        ]
    }

    static var takingRights: Set<String> {
        ["mandate.handover", "mandate.ending", "mandate.suspension", "mandate.correction"]
    }

    static var notices: [Done] { [.appointed, .suspended, .confirmed, .holdersInvited, .proposalRefused] }
}

extension Done {
    static let appointed = Done("appointed", L("Appointed. With an account, the person can act from the first day on."))
    static let suspended = Done("suspended", L("Suspended: the person reads on, and does nothing."))
    static let holdersInvited = Done("holders-invited", L("The invitations to choose a password are on their way."))
    static let proposalRefused = Done("proposal-refused", L("Not confirmed: the proposal gives nothing."))
    static let confirmed = Done("confirmed", L("Confirmed for another year."))
}
