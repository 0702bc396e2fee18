import Domain
import Storage
import Web

/// Makes the story of a network of cities: thirteen members and three partners, a seminar that was held, a report that two cities wrote and
/// released, another that is being written, and what they need in common.
struct CitiesMaker: Sendable {
    private static let coordinator = (name: "Cora Sample", email: "coordinator@example.org")

    let services: Services
    private let clock: DemoClock
    /// The moment at which it is made.
    private let present: Int64

    init(_ present: Services) {
        self.present = present.environment.now()
        let clock = DemoClock(self.present - 60 * EpochTime.day)
        self.clock = clock
        let environment = Web.Environment(now: clock.now, random: present.environment.random)
        services = Services(
            database: present.database, environment: environment, settings: present.settings, key: present.key,
            instance: present.instance, live: present.live, limits: present.limits, metrics: present.metrics,
            readiness: present.readiness, logger: present.logger)
    }

    /// Who and what is there before anybody writes.
    struct Start: Sendable {
        let coordinator: Account.ID
        let programme: Programme.ID
        /// By UN/LOCODE.
        let cities: [String: City.ID]
        let accounts: [String: Account.ID]

        func member(_ locode: String) -> MemberRef? { cities[locode].map { .city($0) } }
    }

    /// - Returns: roles and paths.
    func make() async throws -> [(role: String, path: String)] {
        let start = try await services.database.write { tx in
            guard try DemoStore(tx).isEmpty() else { throw DemoWorld.NotEmpty() }
            return try begin(tx)
        }
        clock.go(to: present - 20 * EpochTime.day)
        try await write(start)
        clock.go(to: present - 5 * EpochTime.day)
        try await share(start)
        return try await links(start)
    }

    private func begin(_ tx: Transaction) throws -> Start {
        let coordinator = try account(Self.coordinator.name, Self.coordinator.email, tx)
        let work = Work(tx, services.environment, actor: "account:\(coordinator)")
        let programme = try ProgrammeOperations.createIn(
            work,
            ProgrammeFields(
                title: "Demo network of cities on preparedness",
                summary:
                    "Real cities, as members of an invented network. Everybody in it, and all they say, is made up.",
                kind: ProgrammeKind.network.rawValue, acronym: "DNC", starts: "2018", languages: "en fr"
            ).cleaned, organiser: coordinator)
        var (cities, accounts): ([String: City.ID], [String: Account.ID]) = ([:], [:])
        for city in CitiesPeople.cities {
            let id = try CityOperations.createIn(
                work,
                CityFields(
                    name: city.name, localName: city.localName, country: city.country, locode: city.locode,
                    timeZone: city.timeZone
                ).cleaned)
            cities[city.locode] = id
            accounts[city.locode] = try join(city, id, programme, work)
        }
        for partner in CitiesPeople.partners {
            let id = try DirectoryOperations.createOrganisationIn(
                work,
                OrganisationFields(
                    name: partner.name, country: partner.country, kind: OrganisationKind.international.rawValue
                ).cleaned)
            try MemberOperations.joinIn(
                work, programme,
                MemberFields(
                    member: MemberRef.organisation(id).description, role: .strategicPartner, since: "2021-01"
                ).cleaned)
        }
        try meet(programme, work)
        return Start(coordinator: coordinator, programme: programme, cities: cities, accounts: accounts)
    }

    private func account(_ name: String, _ email: String, _ tx: Transaction) throws -> Account.ID {
        let id: Account.ID = services.environment.id()
        try DemoStore(tx).insert(account: id, email: email, name: name, at: clock.tick())
        return id
    }

    /// The city belongs to the network, and its contact speaks for it.
    private func join(_ city: DemoCity, _ id: City.ID, _ programme: Programme.ID, _ work: Work) throws -> Account.ID {
        try MemberOperations.joinIn(
            work, programme,
            MemberFields(member: MemberRef.city(id).description, role: city.role, since: city.since).cleaned)
        let family = "Demo-\(city.name)"
        let person = try DirectoryOperations.createPersonIn(
            work,
            PersonFields(
                givenName: city.given, familyName: family, email: city.email, country: city.country,
                sector: CitiesPeople.sectors[0], organisation: "City of \(city.name)", languages: [city.language]),
            knownTo: [programme])
        var fields = MandateFields()
        (fields.role, fields.holder, fields.programme) = (.contact, MemberRef.city(id).description, programme)
        (fields.person, fields.since) = (person, day(-200))
        try MandateOperations.appointIn(work, fields.cleaned)
        let account = try account("\(city.given) \(family)", city.email, work.tx)
        _ = try AccountWriting(work.tx).link(account, to: person)
        return account
    }

    func day(_ offset: Int) -> String { CalendarDate.today(present + Int64(offset) * EpochTime.day) }

    // MARK: Meetings

    private static let registered = 214
    private static let came = 171

    /// A seminar that was held, with all who registered and all who came; and what comes next.
    private func meet(_ programme: Programme.ID, _ work: Work) throws {
        let seminar = try event(
            "Demo seminar: protecting major events and crowded places", "seminar", day: -40, programme, work)
        clock.go(to: present - 40 * EpochTime.day)
        for number in 0..<Self.registered {
            let city = CitiesPeople.cities[number % CitiesPeople.cities.count]
            let hasCome = number < Self.came
            let seat = try EventOperations.addParticipantIn(
                work, seminar,
                ParticipantFields(
                    name: "Guest \(number + 1) of \(city.name)", organisation: "City of \(city.name)",
                    country: city.country, sector: CitiesPeople.sectors[number % 3],
                    state: hasCome ? .present : .invited))
            if hasCome { try DemoStore(work.tx).arrive(seat, at: work.now) }
        }
        _ = try event("Demo table-top exercise: crowded places", "exercise", day: 25, programme, work)
        _ = try event("Demo meeting of the network", "meeting", day: 60, programme, work)
    }

    private func event(_ title: String, _ kind: String, day offset: Int, _ programme: Programme.ID, _ work: Work) throws
        -> Event.ID
    {
        try EventOperations.createIn(
            work, in: programme,
            EventFields(
                title: title, startsOn: day(offset), endsOn: day(offset), timeZone: "Europe/London",
                link: "https://video.example.org/network", marking: "GREEN", kind: kind
            ).cleaned)
    }

    // MARK: Acting as somebody

    /// As somebody's own request would be, with their mandates.
    func visit(_ account: Account.ID) async throws -> Visit {
        let now = services.environment.now()
        let session = try await services.database.read { reading in
            try AccountReader(AccountStore(reading).account(account), now: now, reading).account
        }
        return Visit(
            inbound: Inbound(method: .post, path: "/"), visitor: Visitor(account: session, seat: nil),
            services: services, language: .english)
    }

    // MARK: Links

    private func links(_ start: Start) async throws -> [(role: String, path: String)] {
        let now = present
        let environment = Web.Environment(now: { now }, random: services.environment.random)
        func signIn(_ account: Account.ID, _ back: String) async throws -> String {
            try await AccountOperations.signInLink(
                services.database, environment: environment, account: account, back: back, hours: 24)
        }
        var links: [(role: String, path: String)] = [
            ("coordinator", try await signIn(start.coordinator, Paths.programme(start.programme)))
        ]
        for (role, locode) in [("city", CitiesPeople.london), ("partner-city", CitiesPeople.washington)] {
            guard let account = start.accounts[locode] else { continue }
            links.append((role, try await signIn(account, Paths.programme(start.programme))))
        }
        let told = links
        try await services.database.write { tx in
            try DemoStore(tx).set("demo", start.programme.description)
            for link in told { try DemoStore(tx).set("demo-\(link.role)", link.path) }
        }
        return links
    }
}
