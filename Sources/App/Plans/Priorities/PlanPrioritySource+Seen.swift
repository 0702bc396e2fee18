import Domain
import Storage
import Web

/// What exercises showed, and gaps of assessments.
extension PlanPrioritySource {
    /// What an exercise found or taught, as its own pages show it.
    static let shown: Set<ThreadKind> = [.finding, .lesson]
    private static let mostShown = 20

    /// Of these references those that the visitor reads; each is looked for once.
    static func known(_ references: [String], _ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws
        -> Set<String>
    {
        try Set(references).filter { try find($0, visit, programme, reading) != nil }
    }

    /// A finding or a lesson of an event of the programme.
    static func shown(_ reference: ThreadReference, _ visit: Visit, _ programme: Programme.ID, _ reading: any Reading)
        throws -> PlanPrioritySource?
    {
        guard case .event(let event)? = try ThreadStore(reading).home(of: reference)?.home,
            try EventStore(reading).event(event).programme == programme,
            try !Policy.roles(of: visit.visitor, in: event, reading).isEmpty,
            let item = try ThreadBook(event, visitor: visit.visitor, reading).item(reference), shown.contains(item.kind)
        else { return nil }
        return try source(item, ThreadWords(names: DirectoryNames(reading)))
    }

    private static func source(_ item: ThreadItem, _ words: ThreadWords) throws -> PlanPrioritySource {
        PlanPrioritySource(
            reference: "\(item.kind.rawValue):\(item.id)", label: words.kind(item.kind), title: words.title(item),
            language: item.language, path: ThreadWords.address(item))
    }

    /// An indicator of one of the programme's frameworks: `indicator:FRAMEWORK.CODE`. Of what countries answer nothing is told.
    static func indicator(_ id: String, _ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws
        -> PlanPrioritySource?
    {
        guard let known = ThreadIndicator(id), let framework = Framework.ID(known.framework),
            try PlansStanding(visit, programme, reading).isOf
        else { return nil }
        let store = FrameworkStore(reading)
        let record = try store.framework(framework, of: programme)
        let content = try store.content(framework, version: record.version)
        return content.indicator(known.code).map { source(of: $0, record) }
    }

    private static func source(of indicator: FrameworkIndicator, _ framework: FrameworkRecord) -> PlanPrioritySource {
        let words = indicator.question.words.text(in: Language.current.rawValue, else: [framework.language])
        let code = indicator.question.code
        return PlanPrioritySource(
            reference: "indicator:\(ThreadIndicator(framework: framework.id.description, code: code))",
            label: L("Indicator"), title: "\(code) \(words?.text ?? "")".trimmed, language: framework.language,
            path: FrameworkPaths.framework(framework.programme, framework.id))
    }

    /// For a form: findings and lessons that the visitor reads, the latest first.
    static func shownOffers(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws
        -> [PlanPrioritySource]
    {
        let book = try ThreadBook(planned: programme, visitor: visit.visitor, now: visit.now, reading)
        let words = ThreadWords(names: try DirectoryNames(reading))
        let own = try ThreadStore(reading).events(of: programme)
        let items = book.order.filter { item in
            shown.contains(item.kind) && !item.isWithdrawn && item.event.map(own.contains) ?? false
        }
        return try items.suffix(mostShown).reversed().map { try source($0, words) }
    }

    /// For a form: gaps of the latest assessment, the country's own for its focal point, for others those of the picture that they see.
    static func gapOffers(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws
        -> [PlanPrioritySource]
    {
        guard let cycle = try NeedsStore(reading).cycles(of: programme).first else { return [] }
        let page = try NeedsGapsPage(visit, programme, cycle.id, reading)
        var told: Set<String> = []
        let codes = (page.own.flatMap(\.gaps) + page.shared.flatMap(\.gaps)).map(\.indicator).filter {
            told.insert($0).inserted
        }
        return codes.prefix(mostShown).compactMap { code in
            page.content.indicator(code).map { source(of: $0, page.framework) }
        }
    }
}
