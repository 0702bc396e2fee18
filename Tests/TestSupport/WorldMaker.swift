@testable import App
import Domain
import Storage
import Web

/// Writes the rows of a ``World`` by SQL of its own, so that a test of one feature does not depend on another's operations.
public struct WorldMaker: Sendable {
    let environment: Environment

    public init(environment: Environment) { self.environment = environment }

    /// The three default sectors and the countries of the first seed, where they are not there already.
    public func addDirectory(_ tx: Transaction) throws {
        let sectors = [
            ("health", "Health"), ("security", "Security and law enforcement"),
            ("civil-protection", "Civil protection"),
        ]
        for (index, sector) in sectors.enumerated() {
            try tx.execute(
                """
                INSERT INTO sector (code, name, position, hue) VALUES (\(sector.0), \(sector.1), \(index + 1), \(index + 1))
                ON CONFLICT DO NOTHING
                """)
        }
        let countries = [
            ("HR", "HRV", "Croatia"), ("BE", "BEL", "Belgium"), ("AT", "AUT", "Austria"), ("LV", "LVA", "Latvia"),
            ("ES", "ESP", "Spain"), ("SI", "SVN", "Slovenia"),
        ]
        for (code, iso3, name) in countries {
            try tx.execute(
                """
                INSERT INTO country (code, iso3, name_en, name_fr, name_ru, name_ar)
                VALUES (\(code), \(iso3), \(name), \(name), \(name), \(name)) ON CONFLICT DO NOTHING
                """)
        }
    }

    public func addAccount(
        _ tx: Transaction, _ name: String, _ email: String, isAdministrator: Bool = false
    ) throws -> TestAccount {
        let id = environment.id(Account.ID.self)
        try tx.execute(
            """
            INSERT INTO account (id, email, name, is_administrator, created_at)
            VALUES (\(id), \(email), \(name), \(isAdministrator), \(environment.now()))
            """)
        let cookie = Secret.token(random: environment.random)
        try addSession(tx, cookie, account: id, participant: nil)
        return TestAccount(id: id, name: name, email: email, cookie: cookie)
    }

    public func addProgramme(_ tx: Transaction, _ title: String, organiser: Account.ID) throws -> Programme.ID {
        let id = environment.id(Programme.ID.self)
        try tx.execute(
            "INSERT INTO programme (id, title, summary, created_at) VALUES (\(id), \(title), '', \(environment.now()))")
        try tx.execute("INSERT INTO programme_organiser (programme_id, account_id) VALUES (\(id), \(organiser))")
        return id
    }

    public func addEvent(
        _ tx: Transaction, _ programme: Programme.ID, code: String, title: String = "Cross-sector workshop",
        stage: WorkshopStage? = nil, door: Door = .approval
    ) throws -> Event.ID {
        let id = environment.id(Event.ID.self)
        let now = environment.now()
        try tx.execute(
            """
            INSERT INTO event (id, programme_id, kind, title, starts_on, ends_on, time_zone, place, link, code, marking, door,
                projector_generation, created_at, changed_at)
            VALUES (\(id), \(programme), 'workshop', \(title), '2023-11-29', '2023-11-30', 'Europe/Zagreb', 'Zagreb', '', \(code),
                'GREEN', \(door), 1, \(now), \(now))
            """)
        let workshop: EventPart.ID = environment.id()
        try EventPartStore.insert(workshop, in: id, kind: EventWorkshop.kind, now: now, tx)
        try EventPartStore.insertWorkshop(workshop, in: id, namesShown: true, issuesVisible: true, tx)
        try tx.execute("UPDATE workshop SET stage = \(stage) WHERE id = \(workshop)")
        return id
    }

    public func addTopic(_ tx: Transaction, _ event: Event.ID, _ position: Int) throws -> Topic.ID {
        let id = environment.id(Topic.ID.self)
        try tx.execute(
            """
            INSERT INTO topic (id, event_id, position, title, question)
            VALUES (\(id), \(event), \(position), \("Topic \(position)"), \("What matters in topic \(position)?"))
            """)
        return id
    }

    public func addSeat(
        _ tx: Transaction, _ event: Event.ID, _ name: String, country: String, sector: String,
        role: Role = .participant,
        state: String = "present"
    ) throws -> TestSeat {
        let id = environment.id(Participant.ID.self)
        let link = Secret.token(random: environment.random)
        let cookie = Secret.token(random: environment.random)
        let now = environment.now()
        try tx.execute(
            """
            INSERT INTO participant (id, event_id, name, organisation, country, sector, role, state, link_digest, created_at)
            VALUES (\(id), \(event), \(name), 'Institute of Examples', \(country), \(sector), \(role), \(state),
                \(Secret.digest(link)), \(now))
            """)
        try addSession(tx, cookie, account: nil, participant: id)
        return TestSeat(id: id, name: name, country: country, sector: sector, role: role, cookie: cookie, link: link)
    }

    /// Gives an account a role in an event.
    public func addAccountSeat(_ tx: Transaction, _ event: Event.ID, _ account: TestAccount, _ role: Role) throws {
        try tx.execute(
            """
            INSERT INTO participant (id, event_id, account_id, name, organisation, role, state, created_at)
            VALUES (\(environment.id(Participant.ID.self)), \(event), \(account.id), \(account.name), '', \(role), 'present',
                \(environment.now()))
            """)
    }

    /// Signs an account in that is there already.
    /// - Returns: its cookie.
    public func signIn(_ tx: Transaction, _ account: Account.ID) throws -> String {
        let cookie = Secret.token(random: environment.random)
        try addSession(tx, cookie, account: account, participant: nil)
        return cookie
    }

    private func addSession(_ tx: Transaction, _ cookie: String, account: Account.ID?, participant: Participant.ID?)
        throws
    {
        let now = environment.now()
        try tx.execute(
            """
            INSERT INTO session (digest, account_id, participant_id, created_at, seen_at, expires_at, agent)
            VALUES (\(Secret.digest(cookie)), \(account), \(participant), \(now), \(now), \(now + 14 * 86_400_000), 'TestBrowser')
            """)
    }
}
