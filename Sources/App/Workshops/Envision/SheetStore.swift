import Domain
import Storage
import Web

/// The sheet of a breakout group or of a country's delegation. **Show it to nobody before asking ``SheetAccess/visible(_:to:)``.**
struct SheetRecord: Sendable, Hashable {
    let id: EnvisionSheet.ID
    let event: Event.ID
    /// Exactly one of the two is set.
    let group: BreakoutGroup.ID?
    let country: String?
    /// Of the group.
    let groupNumber: Int?
    let groupName: String?
    let publication: SheetPublication
    /// Epoch milliseconds; nothing while private.
    let publishedAt: Int64?
    /// As ``Visitor/journalName``; the head of the delegation, where it is one's.
    let publishedBy: String?
    let voteOpenedAt: Int64?
    let voteClosedAt: Int64?
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        group = try row.get("group_id")
        country = try row.get("country")
        groupNumber = try row.get("group_number")
        groupName = try row.get("group_name")
        publication = try row.get("publication")
        publishedAt = try row.get("published_at")
        publishedBy = try row.get("published_by")
        voteOpenedAt = try row.get("vote_opened_at")
        voteClosedAt = try row.get("vote_closed_at")
        createdAt = try row.get("created_at")
    }

    var isVoteOpen: Bool { voteOpenedAt != nil && voteClosedAt == nil }
    var place: CardPlace { .sheet(id) }
    var scope: Scope { .part(event, place) }

    /// The name of whose it is, for those who may know it; see ``SheetAccess/label(_:as:_:)``.
    func ownName(_ names: DirectoryNames) -> Message {
        if let country { return .verbatim(names.country(country) ?? country) }
        if let groupName, !groupName.isEmpty { return .verbatim(groupName) }
        return L("Group \(groupNumber ?? 0)")
    }
}

/// What a sheet holds, in numbers: all that the facilitator learns of a private one.
struct SheetCounts: Sendable, Hashable {
    var situations = 0
    var interventions = 0
    var hasBegun: Bool { situations + interventions > 0 }
}

/// Reads and writes sheets.
struct SheetStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// All sheets of an event: groups by plan and number, then countries by code. Not the order to show them in: see
    /// ``SheetAccess/gallery(_:for:_:)``.
    func sheets(of event: Event.ID) throws -> [SheetRecord] { try sheets(where: "s.event_id = \(event)") }

    func sheets(ofAny events: [Event.ID]) throws -> [SheetRecord] {
        try sheets(where: "s.event_id IN \(in: events)")
    }

    /// - Throws: ``Refusal/notFound``, also where it belongs to another event.
    func sheet(_ id: EnvisionSheet.ID, in event: Event.ID) throws -> SheetRecord {
        guard let sheet = try sheets(where: "s.id = \(id) AND s.event_id = \(event)").first else {
            throw Refusal.notFound
        }
        return sheet
    }

    func sheet(of group: BreakoutGroup.ID) throws -> SheetRecord? { try sheets(where: "s.group_id = \(group)").first }

    func sheet(of country: String, in event: Event.ID) throws -> SheetRecord? {
        try sheets(where: "s.country = \(country) AND s.event_id = \(event)").first
    }

    private func sheets(where condition: SQL) throws -> [SheetRecord] {
        try reading.all(
            """
            SELECT s.id, s.event_id, s.group_id, s.country, s.publication, s.published_at, s.published_by, s.vote_opened_at,
                s.vote_closed_at,
                s.created_at, g.number AS group_number, g.name AS group_name
            FROM sheet s LEFT JOIN breakout_group g ON g.id = s.group_id WHERE \(condition)
            ORDER BY g.plan_id, g.number, s.country, s.id
            """
        ).map(SheetRecord.init)
    }

    func envisionBy(_ event: Event.ID) throws -> EnvisionBy {
        guard
            let row = try reading.first(
                "SELECT envision_by FROM workshop WHERE id = \(EventPartStore.workshop(of: event))")
        else {
            throw Refusal.notFound
        }
        return try row.get("envision_by")
    }

    /// What has been written on each sheet; a situation or an intervention without words does not count.
    func counts(of event: Event.ID) throws -> [EnvisionSheet.ID: SheetCounts] {
        var counts: [EnvisionSheet.ID: SheetCounts] = [:]
        let situations = try reading.all(
            """
            SELECT d.sheet_id, COUNT(*) AS number FROM desired_situation d JOIN card c ON c.id = d.card_id
            WHERE d.event_id = \(event) AND c.text <> '' GROUP BY d.sheet_id
            """)
        for row in situations {
            counts[try row.get("sheet_id"), default: SheetCounts()].situations = try row.get("number")
        }
        let interventions = try reading.all(
            """
            SELECT i.sheet_id, COUNT(*) AS number FROM intervention i JOIN card c ON c.id = i.card_id
            WHERE i.event_id = \(event) AND i.withdrawn_at IS NULL AND c.text <> '' GROUP BY i.sheet_id
            """)
        for row in interventions {
            counts[try row.get("sheet_id"), default: SheetCounts()].interventions = try row.get("number")
        }
        return counts
    }

    /// Whether others rest on what a sheet says, or on one of its interventions, so that it is no longer taken back under them.
    func isReliedOn(_ sheet: SheetRecord, _ intervention: Intervention.ID? = nil) throws -> Bool {
        let resting = RestingStore(reading)
        if let intervention { return try resting.isUsed("intervention", intervention, by: sheet.country) }
        return try resting.isUsed(
            "intervention", among: "SELECT id FROM intervention WHERE sheet_id = \(sheet.id)", by: sheet.country)
            || resting.isUsed(
                "desired_situation", among: "SELECT id FROM desired_situation WHERE sheet_id = \(sheet.id)")
    }

    // MARK: Writing

    static func insert(
        _ id: EnvisionSheet.ID, in event: Event.ID, group: BreakoutGroup.ID?, country: String?,
        _ publication: SheetPublication, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO sheet (id, event_id, group_id, country, publication, published_at, created_at)
            VALUES (\(id), \(event), \(group), \(country), \(publication), \(publication == .private ? nil : now), \(now))
            """)
    }

    static func setEnvisionBy(_ event: Event.ID, _ by: EnvisionBy, _ tx: Transaction) throws {
        try tx.execute("UPDATE workshop SET envision_by = \(by) WHERE id = \(EventPartStore.workshop(of: event))")
    }

    static func publish(
        _ id: EnvisionSheet.ID, _ publication: SheetPublication, by actor: String?, now: Int64, _ tx: Transaction
    ) throws {
        let time = publication == .private ? nil : now
        try tx.execute(
            """
            UPDATE sheet SET publication = \(publication), published_at = \(time), published_by = \(actor), published_as = 'head' WHERE id = \(id)
            """)
    }
}
