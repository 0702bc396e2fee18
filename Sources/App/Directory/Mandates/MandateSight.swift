import Domain
import Storage
import Web

/// A mandate with whom it names, as far as somebody sees it.
struct SeenMandate: Sendable {
    let mandate: MandateRecord
    /// Nothing where the person is not shown, or was erased.
    let name: String?
    /// Whether the visitor sees the person's entry.
    let isPersonSeen: Bool
    let hasAccount: Bool
}

/// The register as one visitor sees it. Who holds a mandate now, or will, is named to everybody who keeps the directory: that is what
/// they are appointed for. Whoever held one before is seen by their own choice (``mayRead``).
struct MandateSight {
    struct List: Sendable {
        let mandates: [SeenMandate]
        let viewerOrganises: Bool
    }

    private let reading: any Reading
    private let visit: Visit
    private let sights: SightStore

    init(_ visit: Visit, _ reading: any Reading) throws {
        self.reading = reading
        self.visit = visit
        sights = try SightStore(reading, visit)
    }

    private var programmes: Set<Programme.ID>? {
        sights.viewer.isAdministrator ? nil : sights.viewer.roster.programmes
    }

    func all() throws -> List {
        List(
            mandates: try seen(try MandateStore(reading).mandates(seenIn: programmes)),
            viewerOrganises: !sights.viewer.roster.organisesProgrammes.isEmpty)
    }

    func all(for holder: MandateHolder) throws -> [SeenMandate] {
        try seen(try MandateStore(reading).mandates(for: holder).filter(isSeen))
    }

    /// These, with their people: whoever asks has made sure that the visitor sees of what they are.
    func named(_ mandates: [MandateRecord]) throws -> [SeenMandate] { try seen(mandates) }

    /// These of a programme: named to who belongs to it or organises it; to who only comes to its events, as far as they see the people.
    func named(_ mandates: [MandateRecord], in programme: Programme.ID) throws -> [SeenMandate] {
        let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
        let all = try seen(mandates)
        guard roster.onlyAttends(programme) else { return all }
        return all.map { one in
            SeenMandate(
                mandate: one.mandate, name: one.isPersonSeen ? one.name : nil, isPersonSeen: one.isPersonSeen,
                hasAccount: one.hasAccount)
        }
    }

    /// The register for who keeps it. For others, what is given: in a programme of theirs or for who belongs to it, and, for who acts for a
    /// country or reads a region, in their region.
    func readable() throws -> [SeenMandate] {
        if Policy.allows(.keepDirectory, visitor: visit.visitor, roles: []) { return try all().mandates }
        let network = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
        var found: [Mandate.ID: SeenMandate] = [:]
        for programme in network.programmes {
            let held = try ProgrammeMandates.all(of: programme, on: nil, reading)
            for one in try named(held, in: programme) where found[one.id]?.name == nil { found[one.id] = one }
        }
        let own = try MandateStore(reading).mandates(seenIn: []).filter(try isOfOwnRegion())
        for one in try seen(own) { found[one.id] = one }
        return found.values.sorted {
            ($0.mandate.since, $0.id.description) > ($1.mandate.since, $1.id.description)
        }
    }

    /// Of those that hold everywhere.
    private func isOfOwnRegion() throws -> (MandateRecord) -> Bool {
        let known = try HomeRegions(on: CalendarDate.today(visit.now), reading)
        let own = visit.visitor.mandates.filter { $0.programme == nil }
        let countries = Set(own.filter(\.role.nominates).compactMap(\.holder.country))
        let regions = Set(
            own.filter(\.role.readsRegion).compactMap(\.holder.region) + countries.compactMap { known.homes[$0] })
        return { mandate in
            guard mandate.isGiven else { return false }
            if mandate.behalf.map(countries.contains) ?? false { return true }
            return known.region(of: mandate).map(regions.contains) ?? false
        }
    }

    func all(of person: Person.ID) throws -> [SeenMandate] {
        try seen(try MandateStore(reading).mandates(of: person).filter(isSeen))
    }

    /// - Throws: ``Refusal/notFound`` also for one of another programme.
    func mandate(_ id: Mandate.ID) throws -> SeenMandate {
        guard let one = try seen([MandateStore(reading).mandate(id)].filter(isSeen)).first else {
            throw Refusal.notFound
        }
        return one
    }

    private func isSeen(_ mandate: MandateRecord) -> Bool { mandate.programme.map(sees) ?? true }

    func sees(_ programme: Programme.ID) -> Bool { programmes?.contains(programme) ?? true }

    private func seen(_ mandates: [MandateRecord]) throws -> [SeenMandate] {
        let people = try PersonStore(reading).people(Array(Set(mandates.compactMap(\.person))))
        let byId = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) })
        let own = Set(try sights.seen(people).map(\.person.id))
        let accounts = try MandateStore(reading).withAccount(people.map(\.id))
        let today = CalendarDate.today(visit.now)
        return mandates.map { mandate in
            let person = mandate.person.flatMap { byId[$0] }
            let isPersonSeen = person.map { own.contains($0.id) } ?? false
            return SeenMandate(
                mandate: mandate,
                name: isPersonSeen || mandate.lasts(from: today) ? person?.fields.fullName : nil,
                isPersonSeen: isPersonSeen, hasAccount: person.map { accounts.contains($0.id) } ?? false)
        }
    }
}

extension SeenMandate {
    var id: Mandate.ID { mandate.id }
    var role: MandateRole { mandate.role }
    var holder: MandateHolder { mandate.holder }
    var programme: Programme.ID? { mandate.programme }

    var who: Message {
        if let name { return .verbatim(name) }
        return mandate.person == nil ? L("A person who was erased") : L("A person you do not see")
    }
}
