import Domain
import Storage
import Web

/// The columns of the file in which an exercise's injects leave and come back. Headings are English: the file is read by them again.
struct MselFileColumns {
    static let sheet = "MSEL"
    /// As the sheet was when it left; hidden, and never edited.
    static let baseSheet = "Base"
    static let localTime = "Local time"

    static var own: [(field: MselField, heading: String)] { MselOwnColumns.all }

    /// What comes back.
    static let fields: Set<MselField> = Set(own.map(\.field))

    let plan: ExercisePlan
    /// The owner's own, as ``kept(_:)`` calls them.
    let extra: [String]
    /// Of the file, in the order of the list that was imported: own columns stand in the plan's columns by their headings.
    let headings: [String]

    init(_ plan: ExercisePlan) {
        self.plan = plan
        let told = plan.msel.extraColumns
        let spoken = plan.msel.languages.dropFirst().flatMap(Self.spoken)
        let extra = told.filter { Self.taken[$0.lowercased()] == nil && !spoken.contains($0) }
        self.extra = extra
        let own = Self.own.map(\.heading)
        let known = told.filter { own.contains($0) || extra.contains($0) }
        // As it always was, where no list came in, or one that came before columns kept their order.
        let inOrder = told.contains { own.contains($0) } ? known : []
        let rest = own.filter { !inOrder.contains($0) } + [Self.localTime]
        let late = extra.filter { !inOrder.contains($0) }
        headings = inOrder + rest + spoken + late + Self.last
    }

    /// Headings that mean something here, by their small letters.
    private static let taken = Dictionary(
        (own.map(\.heading) + last + [localTime]).map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first }
    )

    /// What a column of the owner is called here: never as one of ours.
    static func kept(_ heading: String) -> String {
        taken[heading.lowercased()] == nil ? heading : "\(heading) (2)"
    }

    /// Where words about objectives stand that name no task.
    static let objective = kept("Objective")

    /// The columns of a list in its order: ours by our headings, the owner's by theirs. What is no field of an inject is in its note.
    static func order(_ sheet: MselListing) -> [String] {
        var order: [String] = []
        for column in sheet.headings.indices where !sheet.headings[column].isEmpty {
            switch sheet.use(of: column) {
            case .field(let field):
                guard let heading = own.first(where: { $0.field == field })?.heading else { continue }
                if !order.contains(heading) { order.append(heading) }
            case .extra:
                guard sheet.mapping[.id] == nil || sheet.headings[column] != localTime else { continue }
                let heading = kept(sheet.headings[column])
                if !order.contains(heading) { order.append(heading) }
            case .leftOut: break
            }
        }
        return order
    }

    static var last: [String] { MselOwnColumns.last.map(\.heading) }

    /// Languages after the first, each with a title and a text of its own.
    var languages: [String] { Array(plan.msel.languages.dropFirst()) }

    private static func spoken(_ language: String) -> [String] { ["Title (\(language))", "Text (\(language))"] }

    /// Which text of which language a heading holds.
    func text(of heading: String) -> (language: String, isTitle: Bool)? {
        languages.lazy.compactMap { language in
            Self.spoken(language).firstIndex(of: heading).map { (language, $0 == 0) }
        }.first
    }

    /// What comes back as it is: texts in further languages, and the owner's own columns.
    var free: [String] { languages.flatMap(Self.spoken) + extra }

    func free(_ inject: InjectRecord) -> [String: String] {
        var values = inject.extra.filter { extra.contains($0.key) }
        for language in languages {
            let text = inject.texts.first { $0.language == language }
            for (heading, value) in zip(Self.spoken(language), [text?.subject, text?.body]) {
                values[heading] = value?.trimmed
            }
        }
        return values
    }

    /// What stands in the file of an inject, as the reader of files gives it back.
    func values(_ inject: InjectRecord) -> [MselField: String] {
        let language = plan.msel.languages.first ?? "en"
        let text = inject.texts.first { $0.language == language }
        var values: [MselField: String] = [
            .label: inject.label, .title: inject.title, .text: text?.body ?? "", .type: inject.type.rawValue,
            .channel: inject.channel.rawValue, .from: plan.actor(inject.actor)?.name ?? "", .to: recipients(inject),
            .expected: inject.expected, .note: inject.note, .storyline: plan.storyline(inject.storyline)?.title ?? "",
            .move: plan.move(inject.move).map { String($0.number) } ?? "", .time: time(inject),
            .objective: inject.tasks.compactMap { plan.task($0)?.code }.joined(separator: ", "),
            .status: inject.status.rawValue,
        ]
        for (field, value) in values { values[field] = value.trimmed }
        return values
    }

    /// By the exercise's clock; nothing for what a hand or a rule releases. One at a time of the day is its instant.
    func time(_ inject: InjectRecord) -> String {
        if inject.anchor == .wall { return inject.wallAt.map { Self.instant($0).text } ?? "" }
        return plannedElapsed(inject).map { MselMoment.clock(Int($0 / 1_000)) } ?? ""
    }

    static func instant(_ time: Int64) -> MselMoment {
        let seconds = EpochTime.bounded(time).floored(by: 1_000)
        let days = seconds.floored(by: 86_400)
        return .instant(CalendarDate(daysSince1970: Int(days)), Int(seconds - days * 86_400))
    }

    func plannedElapsed(_ inject: InjectRecord) -> Int64? {
        guard inject.anchor == .elapsed else { return nil }
        let sum = EpochTime.sum(plan.move(inject.move)?.plannedStart ?? 0, inject.offset)
        return sum >= 0 && sum < 360_000_000_000 ? sum : nil
    }

    private func recipients(_ inject: InjectRecord) -> String {
        let names = inject.recipients.compactMap { recipient -> String? in
            switch recipient.kind {
            case .all: "all"
            case .simcell: "SimCell"
            case .cell: plan.cells.first { $0.id.description == recipient.target }?.name
            case .function: plan.functions.first { $0.id.description == recipient.target }?.name
            }
        }
        return names.joined(separator: "; ")
    }
}

/// What names in a file stand for.
struct MselNames {
    private var known: [String: InjectRecord.Recipient] = [:]
    private let plan: ExercisePlan

    init(_ plan: ExercisePlan, _ reading: any Reading) throws {
        self.plan = plan
        for function in plan.functions {
            let recipient = InjectRecord.Recipient(kind: .function, target: function.id.description)
            for name in [function.name, function.code] { known[Folded.text(name)] = recipient }
        }
        let countries = try Language.allCases.map { try DirectoryNames(reading, language: $0) }
        for cell in plan.cells {
            let recipient = InjectRecord.Recipient(kind: .cell, target: cell.id.description)
            var names = [cell.name, cell.code, "cell \(cell.code)", cell.plays]
            if let code = cell.country { names += countries.compactMap { $0.country(code) } + [code] }
            for name in names where !name.isEmpty { known[Folded.text(name)] = recipient }
        }
        let sim = InjectRecord.Recipient(kind: .simcell, target: "")
        for name in ["simcell", "sim cell", "simulation cell", "excon", "cellule de simulation"] {
            if known[Folded.text(name)] == nil { known[Folded.text(name)] = sim }
        }
    }

    func recipient(_ name: String) -> InjectRecord.Recipient? {
        if MselWords.isAll(name) { return InjectRecord.Recipient(kind: .all, target: "") }
        return known[Folded.text(name)]
    }

    /// Folded, so that a name with "and" or a comma in it stays one.
    var whole: Set<String> { Set(known.keys) }

    func move(_ text: String) -> MoveRecord? {
        let number = Int(text.trimmed) ?? MselWords.moveNumber(text)
        if let number { return plan.moves.first { $0.number == number } }
        return plan.moves.first { Folded.text($0.title) == Folded.text(text) }
    }

    func tasks(_ text: String) -> [CriticalTask.ID] {
        let words = Set(text.split { !($0.isLetter || $0.isNumber) }.map { $0.uppercased() })
        return plan.tasks.filter { words.contains($0.code) }.map(\.id)
    }
}
