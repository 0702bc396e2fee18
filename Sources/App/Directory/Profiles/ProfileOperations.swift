import Domain
import Storage
import Web

/// What somebody tells of themselves as an expert: by themselves alone.
enum ProfileOperations {
    /// Whose entry of the directory the account is linked to.
    static func own(_ visitor: Visitor, _ reading: any Reading) throws -> Person.ID? {
        try visitor.account.flatMap { try AccountStore(reading).account($0.id).person }
    }

    /// - Throws: ``Refusal/notFound`` where the account is linked to nobody.
    static func change(_ visit: Visit, _ fields: ProfileFields) async throws {
        try await visit.database.write { tx in
            guard let person = try own(visit.visitor, tx) else { throw Refusal.notFound }
            let work = Work(tx, visit)
            try changeIn(work, person, fields)
        }
    }

    /// Without the permission: for the demo and for files too.
    static func changeIn(_ work: Work, _ person: Person.ID, _ fields: ProfileFields) throws {
        let store = ProfileStore(work.tx)
        let before = try store.profile(of: person)
        let profile = try checked(fields, before: before ?? ProfileRecord(), now: work.now, work.tx)
        try DirectoryOperations.changeExpertiseIn(work, person, fields.languages, fields.expertise)
        try store.set(profile, of: person, work.tx)
        try PersonAccountOperations.chooseIn(work, person, fields.visibleTo)
        var facts: [String: JSONValue] = [:]
        if (before?.consentAt == nil) != (profile.consentAt == nil) {
            facts["consent"] = .text(profile.consentAt == nil ? "withdrawn" : "given")
        }
        try work.record(.directory, "person:\(person)", "profile.change", facts)
    }

    private static func checked(
        _ fields: ProfileFields, before: ProfileRecord, now: Int64, _ reading: any Reading
    ) throws -> ProfileRecord {
        var (profile, check) = (before, FieldCheck())
        let tree = try AreaTree(reading)
        profile.areas = [:]
        for (index, told) in fields.areas.enumerated() where !told.area.trimmed.isEmpty {
            guard let area = tree.area(told: told.area) else {
                check.fail("area-\(index + 1)", L("Choose one from the list."))
                continue
            }
            // What is retired is kept by who knew it, and chosen by nobody anew.
            if area.isRetired, before.areas[area.id] == nil {
                check.fail("area-\(index + 1)", L("This area is no longer offered."))
            }
            profile.areas[area.id] = AreaLevel(rawValue: told.level) ?? .practitioner
        }
        if profile.areas.count > ProfileFields.mostAreas {
            check.fail("area-1", L("At most \(ProfileFields.mostAreas) areas."))
        }
        profile.willing = fields.willing
        profile.noticeWeeks = WholeText.read(fields.noticeWeeks.trimmed, in: ProfileFields.weeks)
        if profile.noticeWeeks == nil, !fields.noticeWeeks.trimmed.isEmpty {
            check.fail("notice-weeks", WholeText.words(ProfileFields.weeks))
        }
        profile.isRemoteOnly = fields.isRemoteOnly
        profile.contact = fields.contact
        profile.consentAt = fields.consents ? before.consentAt ?? now : nil
        profile.reviewedAt = now
        if fields.consents, fields.visibleTo == .nobody {
            check.fail("visible-to", L("Choose who may see you, or take back that you may be found."))
        }
        try check.finish()
        return profile
    }

    /// Says that all of it is still so.
    static func confirm(_ visit: Visit) async throws {
        try await visit.database.write { tx in
            guard let person = try own(visit.visitor, tx), var profile = try ProfileStore(tx).profile(of: person) else {
                throw Refusal.notFound
            }
            profile.reviewedAt = visit.now
            try ProfileStore(tx).set(profile, of: person, tx)
            try Work(tx, visit).record(.directory, "person:\(person)", "profile.confirmation")
        }
    }
}
