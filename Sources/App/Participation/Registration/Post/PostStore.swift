import Domain
import Storage
import Web

/// Whom a change has to be told of.
enum PostSubject: Hashable, Sendable, CustomStringConvertible {
    case registration(Registration.ID)
    case invitation(Invitation.ID)
    /// Who names people for an event, and those under their mandate.
    case nominator(Event.ID, Behalf)

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("registration", 2):
            guard let id = Registration.ID(parts[1]) else { return nil }
            self = .registration(id)
        case ("invitation", 2):
            guard let id = Invitation.ID(parts[1]) else { return nil }
            self = .invitation(id)
        case ("nominator", 4):
            guard let id = Event.ID(parts[1]), let kind = Behalf.Kind(rawValue: parts[2]) else { return nil }
            self = .nominator(id, Behalf(kind: kind, code: parts[3]))
        default: return nil
        }
    }

    var description: String {
        switch self {
        case .registration(let id): "registration:\(id)"
        case .invitation(let id): "invitation:\(id)"
        case .nominator(let event, let behalf): "nominator:\(event):\(behalf.kind.rawValue):\(behalf.code)"
        }
    }
}

/// What has to be told, as stored.
struct PostSubjectRecord: Sendable {
    let subject: PostSubject
    let event: Event.ID
    /// Nothing where all was told.
    let changedAt: Int64?
    /// The standing that was told last; empty before.
    let told: String
    let toldAt: Int64?

    init?(_ row: Row) throws {
        guard let subject = PostSubject(try row.get("subject")) else { return nil }
        self.subject = subject
        event = try row.get("event_id")
        changedAt = try row.get("changed_at")
        told = try row.get("told")
        toldAt = try row.get("told_at")
    }
}

/// Somebody who gets a mail.
struct PostReader: Sendable, Hashable {
    let name: String
    let address: String
    let language: Language
    /// An IANA name, where the reader's own is known.
    var zone: String?
    var account: Account.ID?
    var person: Person.ID?
    /// Of who speaks for somebody: where they act.
    var way: PostWay?

    /// As an entry of the reader's calendar names them.
    var attendee: CalendarFile.Person { CalendarFile.Person(name: name, address: address) }
}

/// The SQL of mails about registrations.
struct PostStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: The journal's mark

    /// Nothing before the first time.
    func through() throws -> Int64? {
        try reading.value("SELECT sequence FROM post_mark WHERE name = 'journal'", as: Int64.self)
    }

    static func begin(at sequence: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO post_mark (name, sequence) VALUES ('journal', \(sequence)) ON CONFLICT (name) DO NOTHING
            """)
    }

    /// - Returns: false where another node was first.
    static func claim(from: Int64, to: Int64, _ tx: Transaction) throws -> Bool {
        try tx.first(
            """
            UPDATE post_mark SET sequence = \(to) WHERE name = 'journal' AND sequence = \(from) RETURNING sequence
            """) != nil
    }

    // MARK: Whom to tell

    /// - Parameter time: of the change, the first of several counts; 0 to tell it at once.
    static func mark(_ subject: PostSubject, of event: Event.ID, at time: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO post_subject (subject, event_id, changed_at, told, told_at)
            VALUES (\(subject.description), \(event), \(time), '', NULL)
            ON CONFLICT (subject) DO UPDATE SET changed_at = CASE
                WHEN post_subject.changed_at < excluded.changed_at THEN post_subject.changed_at ELSE excluded.changed_at END
            """)
    }

    func due(changedBefore time: Int64, limit: Int) throws -> [PostSubjectRecord] {
        try reading.all(
            """
            SELECT * FROM post_subject WHERE changed_at <= \(time) ORDER BY changed_at, subject LIMIT \(limit)
            """
        ).compactMap(PostSubjectRecord.init)
    }

    func record(_ subject: PostSubject) throws -> PostSubjectRecord? {
        try reading.first("SELECT * FROM post_subject WHERE subject = \(subject.description)").flatMap(
            PostSubjectRecord.init)
    }

    /// Those of an event that were told something, whose told standing begins with a word.
    func told(_ word: String) throws -> [PostSubjectRecord] {
        try reading.all(
            """
            SELECT * FROM post_subject WHERE told_at IS NOT NULL AND changed_at IS NULL AND told LIKE \(word + "%")
            ORDER BY subject
            """
        ).compactMap(PostSubjectRecord.init)
    }

    /// - Returns: false where another node was first.
    static func settle(
        _ record: PostSubjectRecord, told: String, at time: Int64?, _ tx: Transaction
    ) throws -> Bool {
        try tx.first(
            """
            UPDATE post_subject SET changed_at = NULL, told = \(told), told_at = \(time ?? record.toldAt)
            WHERE subject = \(record.subject.description) AND changed_at = \(record.changedAt) RETURNING subject
            """) != nil
    }

    func registration(_ id: Registration.ID) throws -> RegistrationRecord? {
        try reading.first("SELECT * FROM registration WHERE id = \(id)").map(RegistrationRecord.init)
    }

    func invitation(_ id: Invitation.ID) throws -> InvitationRecord? {
        try reading.first("SELECT * FROM invitation WHERE id = \(id)").map(InvitationRecord.init)
    }

    /// In whose name somebody was nominated.
    func behalf(of nomination: Nomination.ID) throws -> Behalf? {
        try reading.first("SELECT behalf_kind, behalf FROM nomination WHERE id = \(nomination)").map {
            Behalf(kind: try $0.get("behalf_kind"), code: try $0.get("behalf"))
        }
    }

    /// The last five to somebody about an event, newest first.
    func mails(to registration: RegistrationRecord, in event: EventRecord) throws -> [OutgoingMailRecord] {
        guard let reader = try reader(of: registration, in: event) else { return [] }
        return try reading.all(
            """
            SELECT * FROM outgoing_mail WHERE event_id = \(event.id) AND address = \(reader.address)
            ORDER BY created_at DESC, id DESC LIMIT 5
            """
        ).map(OutgoingMailRecord.init)
    }

    // MARK: Reminders

    func isReminded(_ key: String) throws -> Bool {
        try reading.first("SELECT key FROM post_reminder WHERE key = \(key)") != nil
    }

    /// - Returns: false where it was done before.
    static func remind(_ key: String, of event: Event.ID, now: Int64, _ tx: Transaction) throws -> Bool {
        try tx.first(
            """
            INSERT INTO post_reminder (key, event_id, reminded_at) VALUES (\(key), \(event), \(now))
            ON CONFLICT (key) DO NOTHING RETURNING key
            """) != nil
    }

    // MARK: Readers

    /// Somebody of the directory.
    /// - Parameter language: that was chosen for them.
    func reader(of person: Person.ID, _ language: Language?, in event: EventRecord) throws -> PostReader? {
        let row = try reading.first("SELECT given_name, family_name, email, languages FROM person WHERE id = \(person)")
        guard let row, let address = try row.get("email", as: String?.self) else { return nil }
        let known: [String] = try JSONCoding.value(try row.get("languages", as: String.self))
        let (given, family): (String, String) = (try row.get("given_name"), try row.get("family_name"))
        return PostReader(
            name: "\(given) \(family)".trimmed, address: address,
            language: try language ?? known.lazy.compactMap(Language.init(rawValue:)).first ?? mailLanguage(of: event))
    }

    /// The address of a registration's own account or person where it has none itself, and the zone that is theirs.
    func reader(of registration: RegistrationRecord, in event: EventRecord) throws -> PostReader? {
        let row = try reading.first(
            """
            SELECT a.email AS account_email, a.language AS account_language, a.time_zone, a.id AS account_id, d.email AS person_email,
                d.languages FROM registration r LEFT JOIN person d ON d.id = r.person_id
                LEFT JOIN account a ON (a.id = r.account_id OR (r.account_id IS NULL AND a.person_id = d.id)) AND a.disabled_at IS NULL
            WHERE r.id = \(registration.id)
            """)
        guard let row else { return nil }
        let known: [String] = try row.get("languages", as: String?.self).map { try JSONCoding.value($0) } ?? []
        let stored = try row.get("account_email", as: String?.self) ?? row.get("person_email", as: String?.self)
        guard let address = registration.email ?? stored else { return nil }
        let language =
            try registration.language ?? row.get("account_language", as: Language?.self)
            ?? known.lazy.compactMap(Language.init(rawValue:)).first ?? mailLanguage(of: event)
        return PostReader(
            name: registration.name, address: address, language: language, zone: try row.get("time_zone"),
            account: try row.get("account_id"))
    }

    /// Who holds a mandate for this today, in the event's programme or everywhere: by account, or in the directory. Of a working group its
    /// chair, and where that is nobody who can be written to, all that are in it.
    func holders(of behalf: Behalf, in event: EventRecord, on day: String) throws -> [PostReader] {
        guard let holder = behalf.holder else { return [] }
        guard behalf.kind == .workingGroup else { return try holders(holder, behalf.roles, in: event, on: day) }
        let chair = try holders(holder, [.groupChair], in: event, on: day)
        return try chair.isEmpty ? holders(holder, behalf.roles, in: event, on: day) : chair
    }

    /// Who heads the secretariat of the region in which a country is at home, or else its deputies; nothing where nobody does.
    func heads(for behalf: Behalf, in event: EventRecord, on day: String) throws
        -> (region: App.Region.ID, readers: [PostReader])?
    {
        guard let country = behalf.country, let region = try RegionStore(reading).homes(on: day)[country] else {
            return nil
        }
        for role in [MandateRole.head, .deputy] {
            let found = try holders(.region(region), [role], in: event, on: day)
            if !found.isEmpty { return (region, found) }
        }
        return nil
    }

    private func holders(_ holder: MandateHolder, _ roles: [MandateRole], in event: EventRecord, on day: String) throws
        -> [PostReader]
    {
        let rows = try reading.all(
            """
            SELECT d.id AS person_id, d.given_name, d.family_name, d.email AS person_email, d.languages, a.email AS account_email,
                a.language AS account_language, a.time_zone, a.id AS account_id
            FROM mandate m JOIN person d ON d.id = m.person_id
                LEFT JOIN account a ON a.person_id = d.id AND a.disabled_at IS NULL
            WHERE m.holder_kind = \(holder.kind.rawValue) AND m.holder = \(holder.holder) AND m.state = 'active'
                AND m.role IN \(in: roles.map(\.rawValue)) AND m.since <= \(day) AND (m.until IS NULL OR m.until > \(day))
                AND (m.programme_id IS NULL OR m.programme_id = \(event.programme))
            ORDER BY m.role DESC, m.since, m.id
            """)
        let usual = try mailLanguage(of: event)
        var readers: [PostReader] = []
        for row in rows {
            let address = try row.get("account_email", as: String?.self) ?? row.get("person_email", as: String?.self)
            guard let address, !readers.contains(where: { $0.address == address }) else { continue }
            let known: [String] = try row.get("languages", as: String?.self).map { try JSONCoding.value($0) } ?? []
            let language =
                try row.get("account_language", as: Language?.self)
                ?? known.lazy.compactMap(Language.init(rawValue:)).first ?? usual
            let (given, family): (String, String) = (try row.get("given_name"), try row.get("family_name"))
            readers.append(
                PostReader(
                    name: "\(given) \(family)".trimmed, address: address, language: language,
                    zone: try row.get("time_zone"), account: try row.get("account_id"),
                    person: try row.get("person_id")))
        }
        return readers
    }

    /// Of people whose own is not known.
    func mailLanguage(of event: EventRecord) throws -> Language {
        try event.language ?? ProgrammeStore(reading).programme(event.programme).fields.language ?? .english
    }

    // MARK: What an organiser adds

    func setting(of event: Event.ID) throws -> PostSetting {
        try reading.first("SELECT * FROM post_setting WHERE event_id = \(event)").map(PostSetting.init) ?? PostSetting()
    }

    static func keep(_ setting: PostSetting, of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        let words = try JSONCoding.text(setting.words)
        try tx.execute(
            """
            INSERT INTO post_setting (event_id, reply_to, words, changed_at)
            VALUES (\(event), \(setting.replyTo), \(words), \(now))
            ON CONFLICT (event_id) DO UPDATE SET reply_to = excluded.reply_to, words = excluded.words,
                changed_at = excluded.changed_at
            """)
    }
}

/// What an organiser adds to the mails of an event.
struct PostSetting: Sendable, Hashable {
    /// Where answers go; nothing for where mail comes from.
    var replyTo: String?
    /// By language: a paragraph of their own.
    var words: [String: String] = [:]

    init() {}

    init(_ row: Row) throws {
        replyTo = try row.get("reply_to")
        words = try JSONCoding.value(try row.get("words", as: String.self))
    }

    /// In the reader's language, else in the first that has some.
    func words(in language: Language) -> String {
        words[language.rawValue] ?? words[Language.english.rawValue] ?? words.sorted { $0.key < $1.key }.first?.value
            ?? ""
    }
}
