@testable import App
import Domain
import Storage
import Web

/// An account of a test, already signed in: its session needs no password and no waiting for Argon2.
public struct TestAccount: Sendable {
    public let id: Account.ID
    public let name: String
    public let email: String
    public let cookie: String
}

/// A person in an event, with the secret of their seat and of their personal link.
public struct TestSeat: Sendable {
    public let id: Participant.ID
    public let name: String
    public let country: String
    public let sector: String
    public let role: Role
    public let cookie: String
    public let link: String
}

/// Small invented worlds for tests: an administrator, an organiser with a programme and an event in it, a stranger, and a room.
public struct World: Sendable {
    public let site: TestSite
    public let administrator: TestAccount
    public let organiser: TestAccount
    /// Holds an account of the event, with the facilitator's role, but does not organise the programme.
    public let facilitator: TestAccount
    /// Has an account, and no role anywhere.
    public let stranger: TestAccount
    public let programme: Programme.ID
    public let event: Event.ID
    /// The short address: `/e/ZGRB`.
    public let code: String
    public let topics: [Topic.ID]
    /// Participants, in all three sectors and several countries.
    public let seats: [TestSeat]
    public let rapporteur: TestSeat
    public let observer: TestSeat

    public var member: TestSeat { seats[0] }

    public func browser(_ account: TestAccount) async -> Browser {
        let browser = site.browser()
        await browser.setCookie("roundtable_account", account.cookie)
        return browser
    }

    public func browser(_ seat: TestSeat) async -> Browser {
        let browser = site.browser()
        await browser.setCookie("roundtable_seat", seat.cookie)
        return browser
    }

    /// Who a request of this account or seat would come from, for calling operations directly.
    public func visit(_ account: TestAccount) async throws -> Visit {
        let now = site.clock.now
        let session = try await site.database.read {
            var tired: [TiredSession] = []
            return try SessionStore($0).account(session: Secret.digest(account.cookie), now: now, &tired)
        }
        return site.visit(Visitor(account: session, seat: nil))
    }

    public func visit(_ seat: TestSeat) async throws -> Visit {
        let now = site.clock.now
        let found = try await site.database.read {
            var tired: [TiredSession] = []
            return try SessionStore($0).seat(session: Secret.digest(seat.cookie), now: now, &tired)
        }
        return site.visit(Visitor(account: nil, seat: found))
    }
}

extension TestSite {
    /// - Parameters:
    ///   - seats: how many participants, in turn from health, security and civil protection, and from six countries.
    ///   - stage: nothing for an event that has not been opened yet.
    public func world(seats count: Int = 6, stage: WorkshopStage? = nil, door: Door = .approval) async throws -> World {
        let maker = WorldMaker(environment: environment)
        let site = self
        return try await database.write { tx in
            try maker.addDirectory(tx)
            let administrator = try maker.addAccount(tx, "Ada Boring", "ada@example.org", isAdministrator: true)
            let organiser = try maker.addAccount(tx, "Oskar Plan", "oskar@example.org")
            let facilitator = try maker.addAccount(tx, "Fatima Lead", "fatima@example.org")
            let stranger = try maker.addAccount(tx, "Stan Ger", "stan@example.org")
            let programme = try maker.addProgramme(tx, "Preparedness programme", organiser: organiser.id)
            let event = try maker.addEvent(tx, programme, code: "ZGRB", stage: stage, door: door)
            let topics = try (1...5).map { try maker.addTopic(tx, event, $0) }
            let sectors = ["health", "security", "civil-protection"]
            let countries = ["HR", "BE", "AT", "LV", "ES", "SI"]
            let room = try (0..<count).map { number in
                try maker.addSeat(
                    tx, event, "Person \(number + 1)", country: countries[number / 3 % 6], sector: sectors[number % 3])
            }
            try maker.addAccountSeat(tx, event, facilitator, .facilitator)
            let rapporteur = try maker.addSeat(
                tx, event, "Rita Writes", country: "HR", sector: "health", role: .rapporteur)
            let observer = try maker.addSeat(
                tx, event, "Olaf Looks", country: "BE", sector: "security", role: .observer)
            return World(
                site: site, administrator: administrator, organiser: organiser, facilitator: facilitator,
                stranger: stranger,
                programme: programme, event: event, code: "ZGRB", topics: topics, seats: room, rapporteur: rapporteur,
                observer: observer)
        }
    }
}
