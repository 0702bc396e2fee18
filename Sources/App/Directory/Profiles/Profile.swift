import Domain
import Storage
import Web

/// For what somebody can be asked.
enum Willingness: String, CaseIterable, Sendable, Codable {
    case train, review, exercise, deploy

    var label: Message {
        switch self {
        case .train: L("to train others")
        case .review: L("to review texts and plans")
        case .exercise: L("to help with exercises")
        case .deploy: L("to go where help is needed")
        }
    }
}

/// How well somebody knows an area.
enum AreaLevel: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
    case practitioner, trainer, lead

    var label: Message {
        switch self {
        case .practitioner: L("works in it")
        case .trainer: L("trains others in it")
        case .lead: L("leads work in it")
        }
    }
}

/// By which way somebody is asked.
enum ContactWay: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
    case focalPoint = "focal-point"
    case direct

    var label: Message {
        switch self {
        case .focalPoint: L("through my country’s focal point")
        case .direct: L("directly")
        }
    }
}

/// What somebody tells of themselves as an expert, besides their entry in the directory.
struct ProfileRecord: Sendable, Hashable {
    var willing: Set<Willingness> = []
    /// How many weeks ahead they are asked; nothing where they have not said.
    var noticeWeeks: Int?
    var isRemoteOnly = false
    var contact = ContactWay.focalPoint
    var areas: [Area.ID: AreaLevel] = [:]
    /// Since when they may be found as an expert; nothing while they may not.
    var consentAt: Int64?
    /// When they last said that it is so.
    var reviewedAt: Int64?

    init() {}

    init(_ row: Row) throws {
        let told: String = try row.get("willing")
        willing = Set(told.split(separator: " ").compactMap { Willingness(rawValue: String($0)) })
        noticeWeeks = try row.get("notice_weeks")
        isRemoteOnly = try row.get("remote_only")
        contact = try row.get("contact_via")
        consentAt = try row.moment("consent_at")
        reviewedAt = try row.moment("reviewed_at")
    }

    /// Whether they said within a year that it is so.
    func isFresh(at now: Int64) -> Bool { reviewedAt.map { now - $0 < Self.year } ?? false }

    static let year: Int64 = 366 * EpochTime.day
}

/// What a person, a form or a file says of a profile.
struct ProfileFields: Sendable, Hashable {
    /// An area as somebody told it, by code, id or name.
    struct ToldArea: Sendable, Hashable, Codable {
        var area: String
        /// An ``AreaLevel``; anything else counts as the first.
        var level: String
    }

    /// In the order of the form.
    var areas: [ToldArea] = []
    var languages: [String] = []
    var expertise: [String] = []
    var willing: Set<Willingness> = []
    var noticeWeeks = ""
    var isRemoteOnly = false
    var contact = ContactWay.focalPoint
    var visibleTo = VisibleTo.nobody
    /// Whether they may be found as an expert.
    var consents = false

    static let mostAreas = 20
    static let weeks = 0...52

    var cleaned: Cleaned<ProfileFields> {
        Cleaned(self) { fields, check in
            // Before each is looked for, with all others waiting.
            if fields.areas.count(where: { !$0.area.trimmed.isEmpty }) > Self.mostAreas {
                check.fail("area-1", L("At most \(Self.mostAreas) areas."))
                fields.areas = []
            }
            fields.noticeWeeks = fields.noticeWeeks.trimmed
            if !fields.noticeWeeks.isEmpty, WholeText.read(fields.noticeWeeks, in: Self.weeks) == nil {
                check.fail("notice-weeks", WholeText.words(Self.weeks))
            }
            if fields.consents, fields.visibleTo == .nobody {
                check.fail("visible-to", L("Choose who may see you, or take back that you may be found."))
            }
        }
    }
}
