import Domain
import Storage
import Web

/// A story that is told as a part of a larger one: in the same database, with addresses of its own, and with fewer people.
struct DemoPart: Sendable {
    /// Of mail.
    let domain: String
}

/// Where a story is made: the services at its own time, which goes on only when it is told to, and who acts in it.
struct DemoStage: Sendable {
    let services: Services
    let clock: DemoClock
    /// The moment at which it is made.
    let present: Int64
    /// By so much the story's present lies before the moment at which it is made.
    private let back: Int64
    /// An IANA name: in which its days are counted.
    private let zone: String
    private let part: DemoPart?

    /// - Parameter begins: so many days ago.
    /// - Parameter back: by so much it ends before now.
    /// - Parameter part: of a larger story; nothing where it stands alone.
    init(_ services: Services, begins days: Int64, zone: String = "UTC", back: Int64 = 0, part: DemoPart? = nil) {
        self.part = part
        present = services.environment.now() - back
        self.back = back
        clock = DemoClock(present - days * EpochTime.day)
        self.services = services.at(clock)
        self.zone = zone
    }

    /// Whether so many are told that it fills a hall, or as few as a part of a larger story needs.
    func number(_ whole: Int, part: Int) -> Int { self.part == nil ? whole : part }

    /// An address, which RFC 2606 keeps free of real mailboxes.
    func mail(_ name: String) -> String { "\(name)@\(part?.domain ?? "example.org")" }

    /// - Throws: ``DemoWorld/NotEmpty`` for a story that stands alone.
    func requireEmpty(_ tx: Transaction) throws {
        if part == nil, try !DemoStore(tx).isEmpty() { throw DemoWorld.NotEmpty() }
    }

    /// The date so many days from now.
    func day(_ offset: Int) -> String {
        CalendarDate.today(present + Int64(offset) * EpochTime.day, timeZone: zone)
    }

    func go(_ days: Int, hours: Int = 0) {
        clock.go(to: present + Int64(days) * EpochTime.day + Int64(hours) * EpochTime.hour)
    }

    func account(_ name: String, _ email: String, _ tx: Transaction) throws -> Account.ID {
        let id: Account.ID = services.environment.id()
        try DemoStore(tx).insert(account: id, email: email, name: name, at: clock.tick())
        return id
    }

    /// With which somebody of the directory signs in.
    func account(of person: Person.ID, _ email: String, _ tx: Transaction) throws -> Account.ID {
        let id = try account(try PersonStore(tx).person(person).fields.fullName, email, tx)
        _ = try AccountWriting(tx).link(id, to: person)
        return id
    }

    /// Puts whoever has an account into the directory.
    func enter(_ account: Account.ID, as fields: PersonFields, knownTo programme: Programme.ID, _ work: Work) throws {
        let person = try DirectoryOperations.createPersonIn(work, fields, knownTo: [programme])
        _ = try AccountWriting(work.tx).link(account, to: person)
    }

    /// What has happened until now is no news; what happens from now on is, for who follows it.
    func beginNews() async throws {
        try await services.database.write { tx in try Notifying.makeIn(Work(tx, services.environment)) }
    }

    func tellNews() async throws { try await Notifying.run(services.database, services.environment) }

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

    /// As a request of somebody who came by their link.
    func visit(seat: Visitor.Seat, language: Language) -> Visit {
        Visit(
            inbound: Inbound(method: .post, path: "/"), visitor: Visitor(account: nil, seat: seat), services: services,
            language: language)
    }

    /// A path that signs in for a day, beginning now.
    func signIn(_ account: Account.ID, _ back: String) async throws -> String {
        let now = present + self.back
        return try await AccountOperations.signInLink(
            services.database, environment: Web.Environment(now: { now }, random: services.environment.random),
            account: account, back: back, hours: 24)
    }

    /// - Returns: roles and paths, in the same order.
    func links(_ wanted: [(role: String, account: Account.ID, back: String)]) async throws -> [(
        role: String, path: String
    )] {
        var links: [(role: String, path: String)] = []
        for one in wanted { links.append((role: one.role, path: try await signIn(one.account, one.back))) }
        return links
    }
}

extension Services {
    /// The same at another time.
    func at(_ clock: DemoClock) -> Services {
        Services(
            database: database, environment: Web.Environment(now: clock.now, random: environment.random),
            settings: settings, key: key, instance: instance, live: live, limits: limits, metrics: metrics,
            readiness: readiness, logger: logger)
    }
}

/// Chooses from lists, always the same again.
struct DemoDice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A few of them, each once, in the order of the list.
    mutating func some<Item>(_ count: Int, of list: [Item]) -> [Item] {
        Array(list.indices).shuffled(using: &self).prefix(count).sorted().map { list[$0] }
    }
}
