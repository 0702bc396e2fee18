import Domain
import Storage
import Web

/// People and organisations of the directory. Regions and sectors have operations of their own.
enum DirectoryOperations {
    /// - Parameter knowsNamesake: the caller has seen that somebody of this name and country exists, and says it is another person.
    /// - Throws: ``Refusal/invalid(_:)`` with errors at the fields; at `namesake` where somebody of this name and country exists.
    static func createPerson(_ visit: Visit, _ fields: PersonFields, knowsNamesake: Bool = false) async throws
        -> Person.ID
    {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            let sights = try SightStore(tx, visit)
            if !knowsNamesake { try refuseNamesake(fields.fields, but: nil, sights) }
            return try createPersonIn(
                Work(tx, visit), fields, knownTo: sights.viewer.roster.organisesProgrammes, sights)
        }
    }

    /// - Parameter programmes: whose organisers know the address.
    static func createPersonIn(_ work: Work, _ fields: PersonFields, knownTo programmes: Set<Programme.ID> = []) throws
        -> Person.ID
    {
        try createPersonIn(work, fields.cleaned, knownTo: programmes)
    }

    /// - Parameter sights: of who keeps the entry; nothing for the program itself.
    private static func createPersonIn(
        _ work: Work, _ fields: Cleaned<PersonFields>, knownTo programmes: Set<Programme.ID>,
        _ sights: SightStore? = nil
    ) throws -> Person.ID {
        let store = PersonStore(work.tx)
        let fields = try fields.checked(countries: store.countryCodes(), sectors: store.sectorCodes())
        try refuseTakenEmail(fields, but: nil, store, sights)
        let organisation = try organisationIn(work, of: fields)
        let id = work.environment.id(Person.ID.self)
        try store.insert(id, fields, organisation: organisation, now: work.now, work.tx)
        if fields.email != nil { try store.setAddressKnown(id, to: programmes, now: work.now, work.tx) }
        // The journal names no personal data: it outlives the person's entry.
        try work.record(.directory, "person:\(id)", "person.creation")
        return id
    }

    static func changePerson(_ visit: Visit, _ id: Person.ID, _ fields: PersonFields, knowsNamesake: Bool = false)
        async throws
    {
        let fields = fields.cleaned
        let (nameKey, country) = (fields.fields.nameKey, fields.fields.country)
        try await visit.database.write { tx in
            try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            let sights = try SightStore(tx, visit)
            let stored = try sights.personToKeep(id).person
            let isRenamed = stored.fields.nameKey != nameKey || stored.fields.country != country
            if isRenamed && !knowsNamesake { try refuseNamesake(fields.fields, but: id, sights) }
            if let old = stored.fields.country, let country, old != country {
                try refuseEnding(MandateOperations.ended(of: id, for: old, now: visit.now, tx), visit, tx)
            }
            try changePersonIn(Work(tx, visit), id, fields, sights)
        }
    }

    static func changeEmailIn(_ work: Work, _ id: Person.ID, _ email: String, _ sights: SightStore) throws {
        var fields = try PersonStore(work.tx).person(id).fields
        guard fields.email != email else { return }
        fields.email = email
        try changePersonIn(work, id, fields.cleaned, sights)
    }

    /// What somebody says of their own languages and expertise; all else stays.
    static func changeExpertiseIn(_ work: Work, _ id: Person.ID, _ languages: [String], _ expertise: [String]) throws {
        let store = PersonStore(work.tx)
        let stored = try store.person(id)
        var fields = stored.fields
        (fields.languages, fields.expertise) = (languages, expertise)
        fields = try fields.cleaned.checked()
        let changed = PersonField.allCases.filter { $0.text(of: stored.fields) != $0.text(of: fields) }
        guard !changed.isEmpty else { return }
        try store.update(id, fields, organisation: stored.organisation, now: work.now, work.tx)
        try work.record(
            .directory, "person:\(id)", "person.change", ["fields": .list(changed.map { .text($0.rawValue) })])
    }

    private static func changePersonIn(
        _ work: Work, _ id: Person.ID, _ fields: Cleaned<PersonFields>, _ sights: SightStore
    ) throws {
        let store = PersonStore(work.tx)
        let stored = try store.person(id)
        var sectors = try store.sectorCodes()
        if let kept = stored.fields.sector { sectors.insert(kept) }
        var fields = try fields.checked(countries: store.countryCodes(), sectors: sectors)
        try keepEmail(&fields, stored, sights)
        try refuseTakenEmail(fields, but: id, store, sights)
        let organisation = try organisationIn(work, of: fields)
        try store.update(id, fields, organisation: organisation, now: work.now, work.tx)
        if fields.email != stored.fields.email {
            let viewer = sights.viewer
            if viewer.isAdministrator { try store.forgetAddressWhereNoSeat(id, work.tx) }
            try store.setAddressKnown(
                id, to: fields.email == nil ? [] : viewer.roster.organisesProgrammes,
                others: fields.email != nil && viewer.isAdministrator, now: work.now, work.tx)
        }
        let changed = PersonField.allCases.filter { $0.text(of: stored.fields) != $0.text(of: fields) }
        try work.record(
            .directory, "person:\(id)", "person.change", ["fields": .list(changed.map { .text($0.rawValue) })])
        if let old = stored.fields.country, let new = fields.country, old != new {
            try endMandates(of: id, for: old, work)
        }
    }

    /// Another country ends mandates: whoever may not end each of them does not change it.
    private static func refuseEnding(_ mandates: [MandateRecord], _ visit: Visit, _ reading: any Reading) throws {
        let isKept = try mandates.allSatisfy { try MandateOperations.mayKeep(visit, $0.programme, reading) }
        guard isKept else {
            throw Refusal.invalid([
                "country": L(
                    "This person acts for the country outside of your programmes, and would do so no longer. An administrator changes the country."
                )
            ])
        }
    }

    /// Who moves to another country acts for the one before no longer; what they registered for keeps the country of its day.
    private static func endMandates(of person: Person.ID, for country: String, _ work: Work) throws {
        let (store, today) = (MandateStore(work.tx), CalendarDate.today(work.now))
        for mandate in try MandateOperations.ended(of: person, for: country, now: work.now, work.tx) {
            let until = max(today, mandate.since)
            try store.end(mandate.id, until: until, now: work.now, work.tx)
            try work.record(
                .directory, "mandate:\(mandate.id)", "mandate.ending", ["until": .text(until), "cause": .text("moved")])
        }
    }

    static var fixedEmail: Message {
        L("Other programmes have this person too: only an administrator or the person can change the e-mail.")
    }

    /// The address stays where the visitor may not change it.
    /// - Throws: where another one was typed.
    private static func keepEmail(_ fields: inout PersonFields, _ stored: PersonRecord, _ sights: SightStore) throws {
        let seen = try sights.person(stored.id)
        guard !seen.sight.mayChangeEmail else { return }
        if seen.hidesEmail {
            // The same words whatever was typed: nobody tries out an address here.
            if fields.email != nil {
                throw Refusal.invalid([
                    "email": L("An e-mail is kept that is not shown to you; an administrator can change it.")
                ])
            }
        } else if let email = fields.email, email != stored.fields.email {
            throw Refusal.invalid(["email": fixedEmail])
        }
        fields.email = stored.fields.email
    }

    static func createOrganisation(_ visit: Visit, _ fields: OrganisationFields) async throws -> Organisation.ID {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            return try createOrganisationIn(Work(tx, visit), fields)
        }
    }

    /// Without the permission: for the demo too.
    @discardableResult
    static func createOrganisationIn(_ work: Work, _ fields: Cleaned<OrganisationFields>) throws
        -> Organisation.ID
    {
        let store = PersonStore(work.tx)
        let fields = try fields.checked(countries: store.countryCodes(), sectors: store.sectorCodes())
        try refuseTakenName(fields, but: nil, store)
        try refuseUnknownCity(fields, work.tx)
        let id = work.environment.id(Organisation.ID.self)
        try store.insert(id, fields, now: work.now, work.tx)
        try work.record(.directory, "organisation:\(id)", "organisation.creation", ["name": .text(fields.name)])
        return id
    }

    static func changeOrganisation(_ visit: Visit, _ id: Organisation.ID, _ fields: OrganisationFields) async throws {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            let store = PersonStore(tx)
            let stored = try SightStore(tx, visit).organisation(id)
            var sectors = try store.sectorCodes()
            if let kept = stored.sector { sectors.insert(kept) }
            let fields = try fields.checked(countries: store.countryCodes(), sectors: sectors)
            try refuseTakenName(fields, but: id, store)
            try refuseUnknownCity(fields, tx)
            try store.update(id, fields, tx)
            try Work(tx, visit).record(
                .directory, "organisation:\(id)", "organisation.change",
                ["name": .text(fields.name), "before": .text(stored.name)])
        }
    }

    /// The organisation that a person's fields name, made where it is missing.
    static func organisationIn(_ work: Work, of fields: PersonFields) throws -> Organisation.ID? {
        guard !fields.organisation.isEmpty else { return nil }
        let store = PersonStore(work.tx)
        if let id = try store.organisation(named: fields.organisation, country: fields.country) { return id }
        return try createOrganisationIn(
            work, OrganisationFields(name: fields.organisation, country: fields.country, sector: fields.sector).cleaned)
    }

    private static func refuseTakenEmail(
        _ fields: PersonFields, but id: Person.ID?, _ store: PersonStore, _ sights: SightStore?
    ) throws {
        guard let email = fields.email, let other = try store.person(email: email), other.id != id else { return }
        if let sights, try sights.person(email: email) == nil {
            throw Refusal.invalid(["email": L("Somebody else already maintains this entry; ask an administrator.")])
        }
        throw Refusal.invalid(["email": L("This e-mail address belongs to \(other.fields.fullName) in the directory.")])
    }

    private static func refuseNamesake(_ fields: PersonFields, but id: Person.ID?, _ sights: SightStore) throws {
        guard fields.country != nil else { return }
        let others = try sights.people(nameKey: fields.nameKey, country: fields.country).filter {
            $0.id != id && $0.fields.country == fields.country
        }
        guard let other = others.first, other.fields.email != fields.email || fields.email == nil else { return }
        throw Refusal.invalid(["namesake": L("Somebody with this name and country is in the directory already.")])
    }

    private static func refuseUnknownCity(_ fields: OrganisationFields, _ reading: any Reading) throws {
        guard let id = fields.city.flatMap({ City.ID($0) }) else { return }
        guard try CityStore(reading).has(id) else { throw Refusal.invalid(["city-id": L("Choose a city.")]) }
    }

    private static func refuseTakenName(_ fields: OrganisationFields, but id: Organisation.ID?, _ store: PersonStore)
        throws
    {
        let other = try store.organisation(named: fields.name, country: fields.country)
        guard let other, other != id, try store.country(of: other) == fields.country else { return }
        throw Refusal.invalid(["name": L("There is an organisation with this name in this country already.")])
    }
}

/// The fields of a person one by one: for comparing, for tables and for the journal.
enum PersonField: String, CaseIterable, Sendable, Codable {
    case givenName = "given-name"
    case familyName = "family-name"
    case email, country, sector, organisation, languages, expertise, note

    var label: Message {
        switch self {
        case .givenName: L("Given name")
        case .familyName: L("Family name")
        case .email: L("E-mail")
        case .country: L("Country")
        case .sector: L("Sector")
        case .organisation: L("Organisation")
        case .languages: L("Languages")
        case .expertise: L("Areas of expertise")
        case .note: L("Note")
        }
    }

    func text(of fields: PersonFields) -> String {
        switch self {
        case .givenName: fields.givenName
        case .familyName: fields.familyName
        case .email: fields.email ?? ""
        case .country: fields.country ?? ""
        case .sector: fields.sector ?? ""
        case .organisation: fields.organisation
        case .languages: fields.languages.joined(separator: ", ")
        case .expertise: fields.expertise.joined(separator: ", ")
        case .note: fields.note
        }
    }
}
