import Domain
import Storage
import Web

/// Something that a cell knows of the situation, and who sees it.
struct CellPictureItem: Sendable {
    let id: PictureItem.ID
    let event: Event.ID
    let cell: ExerciseCell.ID
    let fields: PictureFields
    let language: String
    let topic: PictureTopic
    let standing: PictureStanding
    let audience: PictureAudience
    /// The story's instant.
    let asOf: Int64?
    let source: PictureSource
    let sourceId: String
    let author: String?
    let elapsed: Int64
    /// Since when it stands so.
    let standingElapsed: Int64
    /// To whom it was shown, and when by the exercise's clock; what is shown to all is in no list.
    var shown: [ExerciseCell.ID: Int64] = [:]

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        cell = try row.get("cell_id")
        fields = try PictureFields(row)
        language = try row.get("language")
        topic = try row.get("topic")
        standing = try row.get("standing")
        audience = try row.get("shown_to")
        asOf = try row.get("as_of")
        source = try row.get("source")
        sourceId = try row.get("source_id")
        author = try row.get("author")
        elapsed = try row.get("elapsed")
        standingElapsed = try row.get("standing_elapsed")
    }

    func isSeen(by other: ExerciseCell.ID) -> Bool { other == cell || audience == .all || shown[other] != nil }
}

/// The SQL of the picture.
struct CellPictureStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func all(of event: Event.ID) throws -> [CellPictureItem] {
        var items = try reading.all(
            "SELECT * FROM picture_item WHERE event_id = \(event) ORDER BY elapsed, at, id"
        ).map(CellPictureItem.init)
        guard !items.isEmpty else { return [] }
        var shown: [PictureItem.ID: [ExerciseCell.ID: Int64]] = [:]
        for row in try reading.all(
            """
            SELECT s.* FROM picture_showing s JOIN picture_item i ON i.id = s.item_id WHERE i.event_id = \(event)
            ORDER BY s.item_id, s.cell_id
            """)
        {
            shown[try row.get("item_id"), default: [:]][try row.get("cell_id")] = try row.get("elapsed")
        }
        for place in items.indices { items[place].shown = shown[items[place].id] ?? [:] }
        return items
    }

    /// Its own, and what others show it.
    func seen(by cell: ExerciseCell.ID, in event: Event.ID) throws -> [CellPictureItem] {
        try all(of: event).filter { $0.isSeen(by: cell) }
    }

    /// - Throws: ``Refusal/notFound``.
    func item(_ id: PictureItem.ID, of event: Event.ID) throws -> CellPictureItem {
        guard let item = try all(of: event).first(where: { $0.id == id }) else { throw Refusal.notFound }
        return item
    }

    static func insert(
        _ fields: PictureFields, source: PictureSource, _ sourceId: String, elapsed: Int64, language: String,
        key: String?, _ acting: CellActing
    ) throws -> PictureItem.ID {
        let id: PictureItem.ID = acting.work.environment.id()
        try acting.tx.execute(
            """
            INSERT INTO picture_item (id, event_id, cell_id, \(PictureFields.columns), language, as_of, source, source_id, author, at,
                elapsed, changed_at, standing_elapsed, sending)
            VALUES (\(id), \(acting.event), \(acting.cell.id), \(fields.columnValues), \(language), \(acting.moment.story),
                \(source), \(sourceId), \(acting.work.actor), \(acting.moment.wall), \(elapsed), \(acting.moment.wall), \(elapsed),
                \(key))
            """)
        try keep(id, elapsed: elapsed, acting)
        return id
    }

    /// What the item says now, for whoever looks back.
    private static func keep(_ id: PictureItem.ID, elapsed: Int64, _ acting: CellActing) throws {
        try acting.tx.execute(
            """
            INSERT INTO picture_version (item_id, number, topic, text, standing, shown_to, as_of, elapsed)
            SELECT i.id, (SELECT COUNT(*) FROM picture_version v WHERE v.item_id = i.id) + 1, i.topic, i.text, i.standing, i.shown_to,
                i.as_of, CAST(\(elapsed) AS BIGINT) FROM picture_item i WHERE i.id = \(id)
            """)
    }

    /// As the items stood at an earlier moment of the exercise's clock.
    func all(of event: Event.ID, at elapsed: Int64) throws -> [CellPictureItem] {
        let shown = Dictionary(try all(of: event).map { ($0.id, $0.shown) }) { first, _ in first }
        return try reading.all(
            """
            SELECT i.id, i.event_id, i.cell_id, v.topic, v.text, i.language, v.standing, v.as_of, i.source, i.source_id, v.shown_to,
                i.author, i.elapsed, v.elapsed AS standing_elapsed
            FROM picture_item i JOIN picture_version v ON v.item_id = i.id
            WHERE i.event_id = \(event) AND v.number = (SELECT MAX(w.number) FROM picture_version w
                WHERE w.item_id = i.id AND w.elapsed <= \(elapsed))
            ORDER BY i.elapsed, i.at, i.id
            """
        ).map { row in
            var item = try CellPictureItem(row)
            item.shown = (shown[item.id] ?? [:]).filter { $0.value <= elapsed }
            return item
        }
    }

    /// When its last change counted, by the exercise's clock.
    func changed(_ id: PictureItem.ID) throws -> Int64? {
        try reading.value("SELECT MAX(elapsed) FROM picture_version WHERE item_id = \(id)", as: Int64.self)
    }

    static func update(
        _ id: PictureItem.ID, _ fields: PictureFields, elapsed: Int64, standingElapsed: Int64, _ acting: CellActing
    )
        throws
    {
        try acting.tx.execute(
            """
            UPDATE picture_item SET \(fields.assignments), as_of = \(acting.moment.story), changed_at = \(acting.moment.wall),
                standing_elapsed = \(standingElapsed) WHERE id = \(id)
            """)
        try keep(id, elapsed: elapsed, acting)
    }

    /// To whom it was shown once, it stays shown: nobody forgets what they saw.
    static func show(_ id: PictureItem.ID, to cells: Set<ExerciseCell.ID>, elapsed: Int64, _ acting: CellActing) throws
    {
        for cell in cells.sorted() {
            try acting.tx.execute(
                """
                INSERT INTO picture_showing (item_id, cell_id, at, elapsed) VALUES (\(id), \(cell), \(acting.moment.wall), \(elapsed))
                ON CONFLICT DO NOTHING
                """)
        }
    }
}

/// The picture of each cell, and what it shows others.
enum CellPictureOperations {
    static let most = 500

    struct Sending: Sendable {
        var fields = PictureFields()
        /// Where it is shown to chosen cells.
        var cells: Set<ExerciseCell.ID> = []
        /// The paper or request that it comes from.
        var paper: Paper.ID?
        var request: ExerciseRequest.ID?
        var device = DeviceTime.none
        var key: String?

        init(
            _ fields: PictureFields = PictureFields(), cells: Set<ExerciseCell.ID> = [], paper: Paper.ID? = nil,
            request: ExerciseRequest.ID? = nil, device: DeviceTime = .none, key: String? = nil
        ) {
            self.fields = fields
            self.cells = cells
            self.paper = paper
            self.request = request
            self.device = device
            self.key = key
        }

        /// Fields of ``PictureFields``, `cell` (ids), `paper` or `request`, and those of ``DeviceTime``.
        init(_ form: FormValues, key: String?) throws {
            self.init(
                try PictureFields(form),
                cells: Set(
                    form.all("cell").prefix(CellRequestOperations.mostTargets).compactMap { ExerciseCell.ID($0) }),
                paper: form["paper"].flatMap { Paper.ID($0) },
                request: form["request"].flatMap { ExerciseRequest.ID($0) }, device: DeviceTime(form), key: key)
        }
    }

    static func add(_ visit: Visit, _ event: Event.ID, _ sending: Sending, for cell: ExerciseCell.ID? = nil)
        async throws
        -> PictureItem.ID
    {
        let language = visit.language
        return try await visit.database.write { tx in
            let acting = try CellActing(visit, event, for: cell, device: sending.device, tx)
            return try Language.$current.withValue(language) { try addIn(acting, sending) }
        }
    }

    static func addIn(_ acting: CellActing, _ sending: Sending) throws -> PictureItem.ID {
        let store = CellPictureStore(acting.tx)
        let key = SendingKey.of(sending.key, by: acting.work.actor)
        if let before: PictureItem.ID = try AnswerSendingStore(acting.tx).id(.picture, sentAs: key) { return before }
        guard try store.all(of: acting.event).count(where: { $0.cell == acting.cell.id }) < most else {
            throw Refusal.tooMany(L("The picture has \(most) items, which is as many as it takes."))
        }
        let others = others(sending.cells, acting)
        let fields = try checked(sending.fields, others)
        let (source, sourceId, there) = try origin(sending, acting)
        let elapsed = try acting.elapsed(notBefore: there ?? acting.moment.clock.startedAt ?? 0)
        let id = try CellPictureStore.insert(
            fields, source: source, sourceId, elapsed: elapsed, language: Language.current.rawValue, key: key, acting)
        let shown = fields.shown == PictureAudience.cells.rawValue ? others : []
        try CellPictureStore.show(id, to: shown, elapsed: elapsed, acting)
        try record(acting, id, "exercise.picture-item", fields, shown)
        return id
    }

    /// Confirms, disproves, mends or shows one's own; whoever had it is told, since their page renews.
    static func change(_ visit: Visit, _ event: Event.ID, _ id: PictureItem.ID, _ sending: Sending) async throws {
        let language = visit.language
        try await visit.database.write { tx in
            let item = try CellPictureStore(tx).item(id, of: event)
            let acting = try CellActing(visit, event, for: item.cell, device: sending.device, tx)
            try Language.$current.withValue(language) { try changeIn(acting, item, sending) }
        }
    }

    static func changeIn(_ acting: CellActing, _ item: CellPictureItem, _ sending: Sending) throws {
        guard item.cell == acting.cell.id else { throw Refusal.notFound }
        let others = others(sending.cells, acting)
        let fields = try checked(sending.fields, others)
        // No change counts earlier than the one before it.
        let elapsed = max(
            try acting.elapsed(notBefore: acting.moment.clock.startedAt ?? 0),
            try CellPictureStore(acting.tx).changed(item.id) ?? 0)
        let shown = fields.shown == PictureAudience.cells.rawValue ? others : []
        guard fields != item.fields || !shown.isSubset(of: item.shown.keys) else { return }
        let hasTurned = fields.standing != item.fields.standing
        // What all have seen, all have.
        var kept = fields
        if item.audience == .all { kept.shown = PictureAudience.all.rawValue }
        try CellPictureStore.update(
            item.id, kept, elapsed: elapsed, standingElapsed: hasTurned ? elapsed : item.standingElapsed, acting)
        try CellPictureStore.show(item.id, to: shown, elapsed: elapsed, acting)
        try record(
            acting, item.id, hasTurned ? "exercise.picture-standing" : "exercise.picture-change", kept,
            shown.union(item.shown.keys))
    }

    private static func others(_ cells: Set<ExerciseCell.ID>, _ acting: CellActing) -> Set<ExerciseCell.ID> {
        cells.intersection(acting.cells.map(\.id)).subtracting([acting.cell.id])
    }

    private static func checked(_ fields: PictureFields, _ others: Set<ExerciseCell.ID>) throws -> PictureFields {
        try fields.cleaned.checked { fields, check in
            if fields.shown == PictureAudience.cells.rawValue, others.isEmpty {
                check.fail("shown-to", L("Choose the cells to whom it is shown."))
            }
        }
    }

    /// From where, and since when that is there.
    private static func origin(_ sending: Sending, _ acting: CellActing) throws -> (PictureSource, String, Int64?) {
        if let id = sending.paper {
            let there = try acting.reached(id)
            return (.paper, id.description, there)
        }
        if let id = sending.request {
            let request = try CellRequestStore(acting.tx).request(id, of: acting.event)
            guard request.from == acting.cell.id || request.target == .cell(acting.cell.id) else {
                throw Refusal.notFound
            }
            return (.request, id.description, request.sentAt)
        }
        return (.own, "", nil)
    }

    private static func record(
        _ acting: CellActing, _ id: PictureItem.ID, _ kind: String, _ fields: PictureFields,
        _ shown: Set<ExerciseCell.ID>
    ) throws {
        let isForAll = fields.shown == PictureAudience.all.rawValue
        try acting.record(
            "picture-item:\(id)", kind, also: isForAll ? acting.cells.map(\.id) : shown.sorted(),
            ["standing": .text(fields.standing)])
    }
}
