import Domain
import Markup
import Storage
import Web

enum PublicationFacts: RoutedFeature, NoticeFeature, EventKindFeature, EventTabFeature, ProgrammeTabFeature {
    static let tab = "publications"

    static var routes: [Route] { PublicationRoutes.all }
    static var api: [APIRoute] { PublicationAPI.routes }
    static var notices: [Done] { [.putUpForRelease, .saidForMember, .publicationReleased, .publicationWithdrawn] }

    static var programmeTabs: [ProgrammeTab] {
        [ProgrammeTab(id: tab, order: 40, label: L("Publications"), path: { PublicationPaths.board($0) })]
    }

    static var eventKinds: [EventKind] {
        [
            EventKind(
                WritingRoom.kind, order: 90, L("Publication"),
                L("A text that members write together, with comments, versions and evidence."), isMeeting: false,
                home: { PublicationPaths.page(of: $0) })
        ]
    }

    static var eventTabs: [EventTab] {
        [
            EventTab(
                id: "publication", order: 10, label: L("Publication"), path: { PublicationPaths.page(of: $0.event.id) },
                permission: .attend, place: .writing)
        ]
    }
}

extension Done {
    static let putUpForRelease = Done(
        "up-for-release", L("A version is kept, and its leads are asked by mail."),
        withoutMail: L("A version is kept. Tell its leads: this server sends no mail."))
    static let saidForMember = Done(
        "said-for-member", L("Said. It is released as soon as a lead of another member has said so too."))
    static let publicationReleased = Done("publication-released", L("Released: its readers find it now."))
    static let publicationWithdrawn = Done(
        "publication-withdrawn", L("Withdrawn. Those who had it are told by mail."),
        withoutMail: L("Withdrawn. Those who had it find it said here: this server sends no mail."))
}

extension PublicationFacts: JournalFeature, RightsFeature, HelpFeature {
    /// A place in a writing room ends with what it was given for.
    static var takingRights: Set<String> {
        ["publication.lead", "publication.lead-removal", "mandate.ending", "mandate.handover", "mandate.suspension"]
    }

    /// None is counted to whoever looks at the programme: what somebody may not read they are not told of, by a number either.
    static var journal: [JournalKind] {
        [
            JournalKind("publication.plan", L("Publication planned")),
            JournalKind("publication.change", L("Plan of a publication changed")),
            JournalKind("publication.lead", L("Member put among those who write a publication")),
            JournalKind("publication.lead-removal", L("Member taken from those who write a publication")),
            JournalKind("publication.room", L("Writing room opened")),
            JournalKind("publication.writer", L("Somebody let into a writing room")),
            JournalKind("publication.review", L("Publication put up for review")),
            JournalKind("publication.return", L("Publication taken back to writing")),
            JournalKind("publication.word", L("A lead let a publication go")),
            JournalKind("publication.release", L("Publication released")),
            JournalKind("publication.follow-up", L("Next version of a publication begun")),
            JournalKind("publication.withdrawal", L("Publication withdrawn")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "publications", order: 106, title: L("Publications"),
                screens: [
                    PublicationPaths.board.template, PublicationPaths.one.template, PublicationPaths.new.template,
                    PublicationPaths.editing.template,
                ],
                text: [
                    L(
                        "Members write a publication together: one begins, others join it. Its writing room holds the text, comments, versions, and as evidence what the programme has found."
                    ),
                    L(
                        "A version that is put up for review is released as soon as two leads of different members have said so. Who may read it follows from its marking and from whom it names."
                    ),
                    L("Withdraw what should no longer be used: whoever had it is told."),
                ], guides: [.organiser, .focalPoint])
        ]
    }
}

extension PublicationFacts: NamedExportFeature {
    /// The newest release. It stands outside of every account, and so asks no marking.
    static var exports: [NamedExport] {
        let formats = Document.Format.allCases.map(\.rawValue)
        return [
            NamedExport("publication", formats: formats, of: "publication") { wish, database in
                guard let id = Publication.ID(wish.subject.lowercased()),
                    let format = Document.Format(rawValue: wish.format)
                else { throw Refusal.notFound }
                try format.checkPrograms()
                return try await Language.$current.withValue(wish.language) {
                    let report = try await database.render { reading in
                        try PublicationPaper.report(.known(id, now: wish.now, reading), in: nil, now: wish.now, reading)
                    }
                    return try await PublicationPaper.bytes(report, format)
                }
            }
        ]
    }
}
