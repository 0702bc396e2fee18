import Domain
import Storage
import Web

/// What is told of an inject in words and choices.
struct InjectFields: FieldRecord {
    var label = ""
    var title = ""
    var type = InjectKind.standard.rawValue
    var channel = ExerciseChannel.document.rawValue
    var incident = ""
    var release = ReleaseWay.due.rawValue
    var expected = ""
    var note = ""

    static let fields: [Field<InjectFields>] = [
        .line("label", \.label, L("Number or label"), hint: L("Left empty, it gets the next number."), limit: 20),
        .line("title", \.title, L("Title"), limit: 200, isRequired: true, isBeside: true),
        choice("channel", \.channel, L("Channel"), ExerciseChannel.allCases.map { ($0.rawValue, $0.label) }),
        choice("type", \.type, L("Type"), InjectKind.allCases.map { ($0.rawValue, $0.label) }),
        choice("release", \.release, L("Release"), ReleaseWay.allCases.map { ($0.rawValue, $0.label) }),
        .line("incident", \.incident, L("Incident"), limit: 200, isBeside: true),
        .lines("expected", \.expected, L("Expected response"), limit: 4_000),
        .lines(
            "note", \.note, L("Note for controllers"), hint: L("What to say if asked, and if nobody answers."),
            limit: 4_000),
    ]

    private static func choice(
        _ column: String, _ path: TextPath<InjectFields>, _ label: Message, _ options: [FieldOption]
    ) -> Field<InjectFields> {
        let words = options.map(\.value)
        return .choice(column, path, label, .choice(words), isBeside: column != "channel", options: { options }) {
            words.contains($0) ? nil : L("Choose one of these.")
        }
    }

    init() {}

    init(_ record: InjectRecord) {
        label = record.label
        title = record.title
        type = record.type.rawValue
        channel = record.channel.rawValue
        incident = record.incident
        release = record.release.rawValue
        expected = record.expected
        note = record.note
    }

    /// What reaches players, or tells what they should do: with it the revision grows.
    var content: [String] { [title, type, channel, release, expected] }
}

/// A text of an inject in one language.
struct InjectTextFields: FieldRecord {
    var subject = ""
    var body = ""

    static let fields: [Field<InjectTextFields>] = [
        .line("subject", \.subject, L("Subject or headline"), limit: 300),
        .lines("body", \.body, L("Text", context: "inject"), limit: 10_000, isRequired: true),
    ]

    init() {}

    init(subject: String = "", body: String) {
        self.subject = subject
        self.body = body
    }

    /// By which a form knows to what it is a change.
    var digest: String { String(Secret.hex(Sodium.hash("\(subject)\n\(body)".utf8)).prefix(16)) }

    init(_ text: InjectRecord.Text) { self.init(subject: text.subject, body: text.body) }
}

/// An inject as somebody writes it: with what it names of its plan.
struct InjectDraft: Sendable, Hashable {
    var fields = InjectFields()
    /// As a person writes it (``InjectTime``): `M2+10`, `0:26`, `@11:00`, `by hand`, `rule`.
    var time = ""
    /// Of what has no time of its own; a time says its move by itself.
    var move: ExerciseMove.ID?
    var storyline: Storyline.ID?
    var actor: Actor.ID?
    var controller: ExerciseSeat.ID?
    var showsObservers = true
    var recipients: [InjectRecord.Recipient] = []
    var tasks: [CriticalTask.ID] = []

    init() {}

    /// The short way, for programs.
    init(
        _ label: String, _ title: String, at time: String, _ channel: ExerciseChannel,
        to recipients: [InjectRecord.Recipient], tasks: [CriticalTask.ID] = [], type: InjectKind = .standard
    ) {
        fields.label = label
        fields.title = title
        fields.channel = channel.rawValue
        fields.type = type.rawValue
        self.time = time
        self.recipients = recipients
        self.tasks = tasks
    }

    /// As it is stored.
    init(_ record: InjectRecord, _ desk: InjectDesk) {
        fields = InjectFields(record)
        time = desk.timeText(record)
        move = record.move
        storyline = record.storyline
        actor = record.actor
        // Who left the exercise, and cells that went, are not named again.
        controller = record.controller.flatMap { id in desk.seats.contains { $0.id == id } ? id : nil }
        showsObservers = record.showsObservers
        recipients = record.recipients.filter(desk.knows)
        tasks = record.tasks
    }
}

extension InjectRecord.Recipient {
    static let all = InjectRecord.Recipient(kind: .all, target: "")
    static let simcell = InjectRecord.Recipient(kind: .simcell, target: "")
    static func cell(_ id: ExerciseCell.ID) -> InjectRecord.Recipient { .init(kind: .cell, target: id.description) }
    static func function(_ id: ExerciseFunction.ID) -> InjectRecord.Recipient {
        .init(kind: .function, target: id.description)
    }

    /// In a form: `cell:ID`.
    var code: String { target.isEmpty ? kind.rawValue : "\(kind.rawValue):\(target)" }

    init?(code: String) {
        let parts = code.split(separator: ":", maxSplits: 1).map(String.init)
        guard let first = parts.first, let kind = Kind(rawValue: first) else { return nil }
        self.init(kind: kind, target: parts.count == 2 ? parts[1] : "")
    }
}

/// An inject held against its plan: as it is stored.
struct InjectPlan: Sendable, Hashable {
    var fields: InjectFields
    var anchor = InjectAnchor.hand
    var offset: Int64 = 0
    var wallAt: Int64?
    var move: ExerciseMove.ID?
    var storyline: Storyline.ID?
    var actor: Actor.ID?
    var controller: ExerciseSeat.ID?
    var showsObservers: Bool
    var recipients: [InjectRecord.Recipient]
    var tasks: [CriticalTask.ID]
}

extension InjectPlan {
    /// As it is stored.
    init(_ record: InjectRecord) {
        self.init(
            fields: InjectFields(record), anchor: record.anchor, offset: record.offset, wallAt: record.wallAt,
            move: record.move, storyline: record.storyline, actor: record.actor, controller: record.controller,
            showsObservers: record.showsObservers, recipients: record.recipients.inOrder, tasks: record.tasks.inOrder)
    }
}

extension Sequence<InjectRecord.Recipient> {
    /// One order, however they were told and stored.
    var inOrder: [InjectRecord.Recipient] { sorted { ($0.kind.rawValue, $0.target) < ($1.kind.rawValue, $1.target) } }
}

extension Sequence<CriticalTask.ID> {
    var inOrder: [CriticalTask.ID] { sorted { $0.description < $1.description } }
}
