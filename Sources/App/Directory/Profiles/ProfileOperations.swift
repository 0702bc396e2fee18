import Domain
import Storage
import Web

/// What somebody tells of themselves as an expert. That they may be found, and that all is still so, they say by themselves alone: a file
/// takes it over of people whom it enters, and changes it of nobody.
enum ProfileOperations {
    /// Whose entry of the directory the account is linked to.
    static func own(_ visitor: Visitor, _ reading: any Reading) throws -> Person.ID? {
        try visitor.account.flatMap { try AccountStore(reading).account($0.id).person }
    }

    /// - Throws: ``Refusal/notFound`` where the account is linked to nobody.
    static func change(_ visit: Visit, _ fields: ProfileFields) async throws {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            guard let person = try own(visit.visitor, tx) else { throw Refusal.notFound }
            try changeIn(Work(tx, visit), person, fields)
        }
    }

    /// When the person said what is told of them.
    enum Said: Sendable, Hashable {
        case now
        /// An ISO date; empty where they have said nothing.
        case on(String)
        /// Somebody else tells it: what they agreed to, and when they last confirmed it, stays.
        case before
    }

    /// Without the permission: for the demo and for files too.
    static func changeIn(
        _ work: Work, _ person: Person.ID, _ fields: Cleaned<ProfileFields>, said: Said = .now
    ) throws {
        let store = ProfileStore(work.tx)
        let before = try store.profile(of: person)
        let moment: Int64? =
            switch said {
            case .now: work.now
            case .on(let day): CalendarDate(day).map { min(work.now, Int64($0.daysSince1970) * EpochTime.day) }
            case .before: before?.reviewedAt
            }
        var profile = before ?? ProfileRecord()
        let tree = try AreaTree(work.tx)
        let fields = try fields.checked { fields, check in
            profile.areas = areas(fields, known: profile.areas, tree, &check)
        }
        profile.willing = fields.willing
        profile.noticeWeeks = Int(fields.noticeWeeks)
        profile.isRemoteOnly = fields.isRemoteOnly
        profile.contact = fields.contact
        if said != .before { profile.consentAt = fields.consents ? profile.consentAt ?? moment ?? work.now : nil }
        profile.reviewedAt = moment
        try DirectoryOperations.changeExpertiseIn(work, person, fields.languages, fields.expertise)
        try store.set(profile, of: person, work.tx)
        try PersonAccountOperations.chooseIn(work, person, fields.visibleTo)
        var facts: [String: JSONValue] = [:]
        if (before?.consentAt == nil) != (profile.consentAt == nil) {
            facts["consent"] = .text(profile.consentAt == nil ? "withdrawn" : "given")
        }
        try work.record(.directory, "person:\(person)", "profile.change", facts)
    }

    private static func areas(
        _ fields: ProfileFields, known: [Area.ID: AreaLevel], _ tree: AreaTree, _ check: inout FieldCheck
    ) -> [Area.ID: AreaLevel] {
        var areas: [Area.ID: AreaLevel] = [:]
        guard fields.areas.count(where: { !$0.area.isEmpty }) <= ProfileFields.mostAreas else {
            check.fail("area-1", L("At most \(ProfileFields.mostAreas) areas."))
            return known
        }
        for (index, told) in fields.areas.enumerated() where !told.area.trimmed.isEmpty {
            guard let area = tree.area(told: told.area) else {
                check.fail("area-\(index + 1)", L("Choose one from the list."))
                continue
            }
            // What is retired is kept by who knew it, and chosen by nobody anew.
            if area.isRetired, known[area.id] == nil {
                check.fail("area-\(index + 1)", L("This area is no longer offered."))
            }
            areas[area.id] = AreaLevel(rawValue: told.level) ?? .practitioner
        }
        return areas
    }

    /// Says that all of it is still so.
    static func confirm(_ visit: Visit) async throws {
        try await visit.database.write { tx in
            guard let person = try own(visit.visitor, tx) else { throw Refusal.notFound }
            var profile = try ProfileStore(tx).profile(of: person) ?? ProfileRecord()
            profile.reviewedAt = visit.now
            try ProfileStore(tx).set(profile, of: person, tx)
            try Work(tx, visit).record(.directory, "person:\(person)", "profile.confirmation")
        }
    }
}
