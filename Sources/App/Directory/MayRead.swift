import Web

/// Whom a person of the directory lets see what is told of them: their own choice. Organisers of an event in which they have a seat, and
/// administrators, see them whatever they choose. The e-mail is no part of the choice: see ``Sight/hasEmail``.
enum VisibleTo: String, CaseIterable, Sendable, Codable {
    case nobody
    /// Whoever speaks for the person's country, and the head of the secretariat of its home region, or a deputy; they see also what follows.
    case focalPoint = "focal-point"
    case organisers
    /// Organisers, and everybody else in a programme that the person is in.
    case programme

    var label: Message {
        switch self {
        case .nobody: L("Nobody but the organisers of my events")
        case .focalPoint: L("My country’s focal point, and the head of our secretariat")
        case .organisers: L("All organisers, and my country’s focal point")
        case .programme: L("Everybody in my programmes, all organisers, and my country’s focal point")
        }
    }
}

/// What is asked of a person when somebody wants to see them.
struct PersonSight: Sendable, Hashable {
    let id: Person.ID
    let visibleTo: VisibleTo
    var hasAddress = false
    /// ISO 3166-1 alpha-2.
    var country: String?
    /// Where the person has a seat that was not taken away, and the programmes of these events.
    var events: Set<Event.ID> = []
    /// With those in which the person holds a mandate today.
    var programmes: Set<Programme.ID> = []
    /// The programmes of all their seats, also of those that were taken away: they may come back.
    var seatedBy: Set<Programme.ID> = []
    /// The programmes whose organisers entered the address that is kept now, and the person's events in them.
    var addressKnownTo: Set<Programme.ID> = []
    var addressKnownIn: Set<Event.ID> = []
    /// Whether they hold a mandate today for their country, or in its name in a working group.
    var actsForCountry = false
}

/// Where a visitor stands among the people of the directory.
struct Roster: Sendable, Hashable {
    /// The visitor's own entry, where the account is linked to one.
    var person: Person.ID?
    /// Of their programmes, or by their seat.
    var organises: Set<Event.ID> = []
    /// Of which they are an organiser, with every event.
    var organisesProgrammes: Set<Programme.ID> = []
    /// Which they organise, have a seat in, or hold a mandate in.
    var programmes: Set<Programme.ID> = []
    /// For which they speak today in every programme, as focal point or alternate.
    var countries: Set<String> = []
    /// At home in the regions whose secretariat they head today (``HomeRegions``), in every programme.
    var headed: Set<String> = []
    /// For which they speak in one programme alone: there, of who is in it.
    var countriesIn: [Programme.ID: Set<String>] = [:]
    /// The same of regions.
    var headedIn: [Programme.ID: Set<String>] = [:]
}

/// The parts of a person that a visitor sees.
struct Sight: Sendable, Hashable {
    enum Events: Sendable, Hashable {
        case only(Set<Event.ID>), all

        func contains(_ event: Event.ID) -> Bool {
            switch self {
            case .only(let events): events.contains(event)
            case .all: true
            }
        }
    }

    /// That there is such a person: their name and country. What mandates they hold is told by the register.
    var isNamed = false
    /// Sector, organisation, languages, areas, note.
    var hasProfile = false
    /// For the programmes whose organisers entered it, and for who speaks for the person's country, everywhere or in one of these programmes;
    /// of who acts for a country also for who heads its secretariat. Who adds somebody to an event does not come to see it by that. Whether the
    /// person came is no proof either, since an organiser can open the link of any seat.
    var hasEmail = false
    /// Whoever changes an address gets what is mailed to it: links of every programme in which the person has a seat.
    var mayChangeEmail = false
    var events: Events = .only([])

    static let nothing = Sight()
    static let everything = Sight(isNamed: true, hasProfile: true, hasEmail: true, mayChangeEmail: true, events: .all)
}

/// Who sees what of a person: the one function that pages, lists, files and the API ask. ``SightStore`` narrows its lists by the same rule.
/// - Parameter now: for what is true on a day only.
func mayRead(_ record: PersonSight, _ visitor: Visitor, _ roster: Roster, now: Int64) -> Sight {
    let account = visitor.account
    if account?.isAdministrator ?? false { return .everything }
    if account != nil, roster.person == record.id { return .everything }
    let shared = account == nil ? [] : record.events.intersection(roster.organises)
    let isOfOwn = account != nil && record.isOf(roster.countries, in: roster.countriesIn)
    let isHeaded = account != nil && record.isOf(roster.headed, in: roster.headedIn)
    let isOpen =
        switch record.visibleTo {
        case .nobody: false
        case .focalPoint: isOfOwn || isHeaded
        case .organisers: isOfOwn || isHeaded || roster.organisesAnything(visitor)
        case .programme:
            isOfOwn || isHeaded || roster.organisesAnything(visitor)
                || !record.programmes.isDisjoint(with: roster.programmes)
        }
    guard isOpen || !shared.isEmpty else { return .nothing }
    var sight = Sight(isNamed: true, hasProfile: true, events: .only(shared))
    guard let account else { return sight }
    sight.hasEmail =
        (isOfOwn && record.visibleTo != .nobody && record.isKnown(roster.countries, in: roster.countriesIn))
        || (isHeaded && record.visibleTo != .nobody && record.actsForCountry
            && record.isKnown(roster.headed, in: roster.headedIn))
        || !record.addressKnownTo.isDisjoint(with: roster.organisesProgrammes)
        || !record.addressKnownIn.isDisjoint(with: roster.organises)
    sight.mayChangeEmail =
        account.organisesProgrammes
        && record.seatedBy.union(record.addressKnownTo).isSubset(of: roster.organisesProgrammes)
        && (sight.hasEmail || !record.hasAddress)
    return sight
}

extension PersonSight {
    /// Whether the person's country is one of those of everywhere, or of those of a programme in which the person is.
    fileprivate func isOf(_ everywhere: Set<String>, in programmes: [Programme.ID: Set<String>]) -> Bool {
        guard let country else { return false }
        return everywhere.contains(country) || self.programmes.contains { programmes[$0]?.contains(country) ?? false }
    }

    /// The same of the address: in one programme alone it is for who speaks there only where its organisers know it.
    fileprivate func isKnown(_ everywhere: Set<String>, in programmes: [Programme.ID: Set<String>]) -> Bool {
        isOf(everywhere, in: programmes.filter { addressKnownTo.contains($0.key) })
    }
}

extension Roster {
    /// Also a programme that has no events yet.
    func organisesAnything(_ visitor: Visitor) -> Bool {
        guard let account = visitor.account else { return false }
        return account.organisesProgrammes || !organises.isEmpty
    }
}
