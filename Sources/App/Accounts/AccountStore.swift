import Domain
import Storage
import Web

// lint: tables event, participant, programme, programme_organiser, guide because where an account has a part decides where it comes in, and in which language.

/// An account as it is stored.
struct AccountRecord: Sendable {
    let id: Account.ID
    let email: String
    let name: String
    let passwordHash: String?
    let language: Language?
    /// An IANA name; nothing leaves it to the browser.
    let timeZone: String?
    let isAdministrator: Bool
    let isDisabled: Bool
    /// The entry of the directory that is this account's own.
    let person: Person.ID?

    init(_ row: Row) throws {
        id = try row.get("id")
        email = try row.get("email")
        name = try row.get("name")
        passwordHash = try row.get("password_hash")
        language = try row.get("language")
        timeZone = try row.get("time_zone")
        isAdministrator = try row.get("is_administrator")
        isDisabled = try row.get("disabled_at", as: Int64?.self) != nil
        person = try row.get("person_id")
    }
}

/// One place where an account is signed in.
struct SessionRecord: Sendable {
    let digest: String
    let createdAt: Int64
    let seenAt: Int64
    let agent: String

    /// Names the session in a form: the beginning of its digest, from which nothing can be signed in.
    var handle: String { String(digest.prefix(20)) }
}

/// What an `access_token` row opens.
enum TokenKind: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    /// Speaks to the API for its account. `name` says what for.
    case api
    /// Signs in who opens it, until it expires. `name` is where it leads.
    case signInLink = "sign-in-link"
    /// Lets a new organiser choose a password, once. `name` is its ``InvitationOrigin``, if it was made from a person of the directory.
    case invitation
}

struct TokenRecord: Sendable {
    let id: AccessToken.ID
    let account: Account.ID
    let name: String
    let createdAt: Int64
    let usedAt: Int64?
    let expiresAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        account = try row.get("account_id")
        name = try row.get("name")
        createdAt = try row.get("created_at")
        usedAt = try row.get("used_at")
        expiresAt = try row.get("expires_at")
    }
}

/// The SQL of accounts, their sessions and their tokens.
struct AccountStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func account(email: String) throws -> AccountRecord? {
        try reading.first("SELECT * FROM account WHERE email = \(email)").map(AccountRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func account(_ id: Account.ID) throws -> AccountRecord {
        guard let account = try known(id) else { throw Refusal.notFound }
        return account
    }

    func known(_ id: Account.ID) throws -> AccountRecord? {
        try reading.first("SELECT * FROM account WHERE id = \(id)").map(AccountRecord.init)
    }

    /// The account that is linked to a person of the directory.
    func account(of person: Person.ID) throws -> AccountRecord? {
        try reading.first("SELECT * FROM account WHERE person_id = \(person)").map(AccountRecord.init)
    }

    /// For who has never chosen one: the language of the newest seat, else that of its event, programme or guide.
    func usualLanguage(of id: Account.ID) throws -> Language? {
        let rows = try reading.all(
            """
            SELECT COALESCE(p.language, e.language, m.language, g.language) AS language
            FROM participant p JOIN event e ON e.id = p.event_id JOIN programme m ON m.id = e.programme_id
                LEFT JOIN guide g ON g.event_id = p.event_id
            WHERE p.account_id = \(id) AND COALESCE(p.language, e.language, m.language, g.language) IS NOT NULL
            ORDER BY p.id DESC LIMIT 10
            """)
        return try rows.lazy.compactMap { Language(rawValue: try $0.get("language")) }.first
    }

    /// All accounts by name, with the time each was last seen.
    func accounts() throws -> [(account: AccountRecord, seenAt: Int64?, hasSecondFactor: Bool)] {
        try reading.all(
            """
            SELECT a.*, (SELECT MAX(s.seen_at) FROM session s WHERE s.account_id = a.id) AS seen_at,
                (SELECT f.confirmed_at FROM second_factor f WHERE f.account_id = a.id) AS factor_since FROM account a
            ORDER BY a.name, a.email
            """
        ).map {
            (
                account: try AccountRecord($0), seenAt: try $0.get("seen_at"),
                hasSecondFactor: try $0.get("factor_since", as: Int64?.self) != nil
            )
        }
    }

    func administrators() throws -> Int {
        try reading.value("SELECT COUNT(*) FROM account WHERE is_administrator = \(true) AND disabled_at IS NULL") ?? 0
    }

    /// The newest first.
    func sessions(of account: Account.ID, now: Int64) throws -> [SessionRecord] {
        try reading.all(
            """
            SELECT digest, created_at, seen_at, agent FROM session WHERE account_id = \(account) AND expires_at > \(now)
            ORDER BY seen_at DESC, created_at DESC, digest
            """
        ).map {
            SessionRecord(
                digest: try $0.get("digest"), createdAt: try $0.get("created_at"), seenAt: try $0.get("seen_at"),
                agent: try $0.get("agent"))
        }
    }

    /// The personal API tokens that work, the newest first.
    func tokens(of account: Account.ID) throws -> [TokenRecord] {
        try reading.all(
            """
            SELECT * FROM access_token WHERE account_id = \(account) AND kind = \(TokenKind.api) AND revoked_at IS NULL
            ORDER BY created_at DESC, id
            """
        ).map(TokenRecord.init)
    }

    /// A token that works now.
    func token(digest: String, kind: TokenKind, now: Int64) throws -> TokenRecord? {
        try reading.first(
            """
            SELECT * FROM access_token WHERE digest = \(digest) AND kind = \(kind) AND revoked_at IS NULL
            AND (expires_at IS NULL OR expires_at > \(now))
            """
        ).map(TokenRecord.init)
    }

    /// The first event to come (or else the latest) in which the account has a role, for a sign-in link without an address.
    func nextEvent(of account: Account.ID, today: String) throws -> Event.ID? {
        let mine: SQL = """
            \(WritingRoom.isMeeting) AND (e.programme_id IN (SELECT programme_id FROM programme_organiser WHERE account_id = \(account))
             OR e.id IN (SELECT event_id FROM participant WHERE account_id = \(account) AND state <> 'removed'
                AND role IN ('organiser', 'facilitator')))
            """
        let next = try reading.first(
            "SELECT e.id FROM event e WHERE e.ends_on >= \(today) AND \(mine) ORDER BY e.starts_on, e.id LIMIT 1")
        let row =
            try next ?? reading.first("SELECT e.id FROM event e WHERE \(mine) ORDER BY e.starts_on DESC, e.id LIMIT 1")
        return try row?.get("id")
    }
}
