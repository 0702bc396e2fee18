import Domain
import HTTPTypes
import Storage
import Web

// lint: tables participant, programme_organiser because who is behind a request is asked once a request, in one look-up: accounts, seats and what they may.

/// Finds out who is behind a request. Pages know people by cookies, the API by bearer tokens only.
///
/// An account and a seat in a room have a cookie each, so that one browser can show the facilitator's console and a participant's
/// page side by side.
enum Sessions {
    static let accountCookie = "roundtable_account"
    static let seatCookie = "roundtable_seat"
    static let accountLifetime: Int64 = 14 * EpochTime.day
    static let seatLifetime: Int64 = 60 * EpochTime.day

    /// - Parameter roles: what else is asked of the same view of the database, so that a request reads once.
    /// - Returns: the visitor; what `roles` gave; and, where something is only looked at, which commit the database stood at. For a guest
    ///   the database is not read.
    static func visitor(of inbound: Inbound, isAPI: Bool, _ services: Services, roles: @escaping Gate.Roles)
        async throws
        -> (Visitor, Result<Set<Role>, any Error>?, commitNumber: Int64?)
    {
        let now = services.environment.now()
        let isLooking = inbound.isLooking
        if isAPI {
            guard let header = inbound.headers[.authorization] else { return (.guest, nil, nil) }
            guard header.lowercased().hasPrefix("bearer ") else { throw Refusal.signInNeeded }
            let digest = Secret.digest(header.dropFirst(7).trimmed)
            return try await services.database.read { reading in
                guard let visitor = try SessionStore(reading).visitor(bearer: digest, now: now) else {
                    throw Refusal.signInNeeded
                }
                return (visitor, roles(visitor, reading), isLooking ? try reading.commitNumber() : nil)
            }
        }
        func digest(_ name: String) -> String? { services.cookie(name, of: inbound).map(Secret.digest) }
        let (account, seat) = (digest(accountCookie), digest(seatCookie))
        guard account != nil || seat != nil else { return (.guest, nil, nil) }
        let (found, tired) = try await services.database.read { reading in
            let store = SessionStore(reading)
            var tired: [TiredSession] = []
            let visitor = Visitor(
                account: try account.flatMap { try store.account(session: $0, now: now, &tired) },
                seat: try seat.flatMap { try store.seat(session: $0, now: now, &tired) })
            return ((visitor, roles(visitor, reading), isLooking ? try reading.commitNumber() : nil), tired)
        }
        if !tired.isEmpty, inbound.method != .head {
            try await services.database.write { try SessionStore.slide(tired, now: now, $0) }
        }
        return found
    }

    /// The cookie outlives the session on purpose: when a session ends is decided here, not by the browser.
    static func cookie(_ name: String, _ token: String, isSecure: Bool) -> Cookie {
        Cookie(name, token, maxAge: 180 * 86_400, isSecure: isSecure)
    }

    static func noCookie(_ name: String, isSecure: Bool) -> Cookie { Cookie(name, "", maxAge: 0, isSecure: isSecure) }
}

extension Visit {
    /// Has the browser forget what was typed and not sent, once nobody is signed in with it any more. While the other of account and
    /// seat is left, everything stays: drafts do not say whose they are, and those of a seat may be a ballot.
    /// - Parameter answer: takes the cookie of one of the two away.
    func clearingStorage(_ answer: Answer) -> Answer {
        guard visitor.account == nil || visitor.seat == nil else { return answer }
        return answer.setting(.clearSiteData, "\"storage\"").setting(UnsentNotes.gone(self))
    }
}

extension HTTPField.Name {
    static let clearSiteData: HTTPField.Name = .init("Clear-Site-Data") ?? .accept
}

/// A session that has not been seen for an hour.
struct TiredSession: Sendable {
    let digest: String
    let createdAt: Int64
    let isAccount: Bool
}

/// Who a session, a personal token or a personal link belongs to.
struct SessionStore {
    private let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func account(session digest: String, now: Int64, _ tired: inout [TiredSession]) throws -> Visitor.AccountSession? {
        let row = try reading.first(
            """
            \(accounts) JOIN session s ON s.account_id = a.id
            WHERE s.digest = \(digest) AND s.expires_at > \(now) AND a.disabled_at IS NULL
            """)
        if let row { try note(row, digest, isAccount: true, now: now, &tired) }
        return try row.map { try account($0, now: now) }
    }

    func seat(session digest: String, now: Int64, _ tired: inout [TiredSession]) throws -> Visitor.Seat? {
        let row = try reading.first(
            """
            \(seats) JOIN session s ON s.participant_id = p.id
            WHERE s.digest = \(digest) AND s.expires_at > \(now) AND p.state <> 'removed'
            """)
        if let row { try note(row, digest, isAccount: false, now: now, &tired) }
        return try row.map(seat)
    }

    /// A session's end is moved at most once an hour, so that reading a page seldom writes.
    private func note(_ row: Row, _ digest: String, isAccount: Bool, now: Int64, _ tired: inout [TiredSession]) throws {
        guard try row.get("seen_at", as: Int64.self) < now - 3_600_000 else { return }
        tired.append(TiredSession(digest: digest, createdAt: try row.get("created_at"), isAccount: isAccount))
    }

    /// A personal token or sign-in link of an account, or the personal link of a participant. A sign-in link of an account with a
    /// second factor, or that must have one, is half of what it needs, and so opens nothing here.
    func visitor(bearer digest: String, now: Int64) throws -> Visitor? {
        let account = try reading.first(
            """
            \(accountsOfTokens) JOIN access_token t ON t.account_id = a.id WHERE t.digest = \(digest) AND t.kind <> 'invitation'
            AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > \(now)) AND a.disabled_at IS NULL
            AND (t.kind = 'api' OR NOT EXISTS
                (SELECT f.account_id FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL))
            """)
        if let account {
            let account = try self.account(account, now: now)
            let isWhole = try !account.lacksSecondFactor || isPersonalToken(digest)
            return isWhole ? Visitor(account: account, seat: nil) : nil
        }
        let seat = try reading.first(
            "\(seatsOfLinks) WHERE p.state <> 'removed' AND p.id IN (\(Self.seats(link: digest)))")
        return try seat.map { Visitor(account: nil, seat: try self.seat($0)) }
    }

    /// The seats that a personal link opens: its own, by its present or its first link, and the one that this was joined into.
    static func seats(link digest: String) -> SQL {
        """
        SELECT COALESCE(o.joined_into, o.id) FROM participant o WHERE o.link_digest = \(digest)
        UNION SELECT COALESCE(o.joined_into, o.id) FROM participant o WHERE o.first_link_digest = \(digest)
        """
    }

    private func isPersonalToken(_ digest: String) throws -> Bool {
        try reading.value("SELECT kind FROM access_token WHERE digest = \(digest)", as: TokenKind.self) == .api
    }

    /// An account is asked for its password again after 90 days at the latest.
    static func slide(_ sessions: [TiredSession], now: Int64, _ tx: Transaction) throws {
        for session in sessions {
            let end =
                session.isAccount
                ? min(now + Sessions.accountLifetime, session.createdAt + 90 * EpochTime.day)
                : now + Sessions.seatLifetime
            try tx.execute("UPDATE session SET seen_at = \(now), expires_at = \(end) WHERE digest = \(session.digest)")
        }
    }

    private static let accountColumns: SQL = """
        a.id, a.name, a.email, a.language, a.time_zone, a.is_administrator, a.person_id,
        (SELECT COUNT(*) FROM programme_organiser o WHERE o.account_id = a.id) AS programmes,
        (SELECT f.confirmed_at FROM second_factor f WHERE f.account_id = a.id) AS factor_since,
        (SELECT value FROM setting WHERE name = 'second-factor') AS factor_rule
        """
    private static let seatColumns: SQL =
        "p.id, p.event_id, p.name, p.country, p.sector, p.language, p.role, p.state, p.unverified_at"
    private var accountsOfTokens: SQL { "SELECT \(Self.accountColumns) FROM account a" }
    private var seatsOfLinks: SQL { "SELECT \(Self.seatColumns) FROM participant p" }
    private var accounts: SQL { "SELECT s.seen_at, s.created_at, \(Self.accountColumns) FROM account a" }
    private var seats: SQL { "SELECT s.seen_at, s.created_at, \(Self.seatColumns) FROM participant p" }

    private func account(_ row: Row, now: Int64) throws -> Visitor.AccountSession {
        let (isAdministrator, programmes): (Bool, Int) = (try row.get("is_administrator"), try row.get("programmes"))
        let isAsked =
            try row.get("factor_rule", as: String?.self) == "required"
            && row.get("factor_since", as: Int64?.self) == nil
        let lacksSecondFactor =
            try isAsked && (isAdministrator || programmes > 0 || organisesEvents(try row.get("id")))
        return Visitor.AccountSession(
            id: try row.get("id"), name: try row.get("name"), email: try row.get("email"),
            language: try row.get("language"),
            isAdministrator: isAdministrator, organisesProgrammes: programmes > 0, lacksSecondFactor: lacksSecondFactor,
            timeZone: try row.get("time_zone"),
            mandates: try ActiveMandateStore(reading).mandates(of: try row.get("person_id"), now: now))
    }

    /// Whether the account is an organiser of an event, without its programme.
    func organisesEvents(_ account: Account.ID) throws -> Bool {
        try reading.first(
            "SELECT id FROM participant WHERE account_id = \(account) AND role = 'organiser' AND state <> 'removed' LIMIT 1"
        )
            != nil
    }

    private func seat(_ row: Row) throws -> Visitor.Seat {
        let state: String = try row.get("state")
        return Visitor.Seat(
            id: try row.get("id"), event: try row.get("event_id"), name: try row.get("name"),
            country: try row.get("country"),
            sector: try row.get("sector"), language: try row.get("language"), role: try row.get("role"),
            isApproved: state != "waiting", isPresent: state == "present",
            isKnown: try row.get("unverified_at", as: Int64?.self) == nil)
    }
}

extension Gate {
    static let accounts = Gate(
        visitor: { try await Sessions.visitor(of: $0, isAPI: $1, $2, roles: $3) }, narrowed: SecondFactorRule.narrowed,
        check: SecondFactorRule.check, secondFactor: AccountPaths.secondFactor())
}
