import Domain
import Storage
import Web

/// The guide as a document that leaves the room: its sections with numbered evidence and the pictures of the votes that they cite,
/// the list of that evidence, an annex that says for each recommendation what it rests on (GuideReport+Evidence.swift), and who
/// signed it.
struct GuideReport: Sendable {
    let guide: GuideDocument
    let event: EventRecord
    let names: DirectoryNames
    /// Revealed rounds, by id.
    let results: [Round.ID: RoundResult]
    /// By id: those that the guide cites.
    let interventions: [String: InterventionRecord]
    /// The version under review, or the final one.
    let version: GuideVersionRecord?
    /// What each sector says of it.
    let sectors: [SectorWord]
    /// Who is behind their words.
    let people: GuidePeople
    let openComments: Int
    var madeOn = ""
    /// Of a text that was released: what stands on its title page, in the place of an event and its signatures.
    var cover: Cover?

    struct Cover: Sendable {
        let kind: Message
        let facts: [Document.Fact]
    }
    private let wordsOfReader = Language.current

    /// Where the guide is marked less closely than something that it cites, nothing is made.
    /// - Throws: ``Refusal/noGuideToExport``, or what ``GuideRelease/check(_:)`` says.
    static func of(
        _ event: Event.ID, in language: String?, madeOn: String, _ reading: any Reading
    ) throws -> GuideReport {
        guard let guide = try GuideStore(reading).document(of: event, in: language) else {
            throw Refusal.noGuideToExport
        }
        try GuideRelease.check(guide)
        return try Language.$current.withValue(Language(rawValue: guide.language) ?? .current) {
            try GuideReport(guide, event, madeOn: madeOn, reading)
        }
    }

    /// Of a text as it was released, whatever became of it since.
    static func released(_ guide: GuideDocument, _ cover: Cover, _ reading: any Reading) throws -> GuideReport {
        try Language.$current.withValue(Language(rawValue: guide.language) ?? .current) {
            var report = try GuideReport(guide, guide.event, madeOn: "", reading)
            report.cover = cover
            return report
        }
    }

    /// Of the words that the product adds.
    var language: Language { Language(rawValue: guide.language) ?? wordsOfReader }

    private init(_ guide: GuideDocument, _ event: Event.ID, madeOn: String, _ reading: any Reading) throws {
        self.guide = guide
        self.event = try EventStore(reading).event(event)
        names = try DirectoryNames(reading)
        let events = self.event.isMeeting ? [event] : try EvidenceStore(reading).events(citedBy: guide.guide)
        let rounds = try events.flatMap { try RoundStore(reading).rounds(of: $0) }.filter { $0.state == .revealed }
        results = Dictionary(
            uniqueKeysWithValues: try rounds.compactMap { round in
                try ResultCache.shared.result(of: round, reading).map { (round.id, $0) }
            })
        let cited = Set(guide.sources.map(\.item).filter { $0.kind == .intervention }.map(\.target))
        let known =
            cited.isEmpty
            ? [] : try events.flatMap { try InterventionStore(reading).interventions(of: $0, includeWithdrawn: true) }
        interventions = Dictionary(
            uniqueKeysWithValues: known.map { ($0.id.description, $0) }.filter { cited.contains($0.0) })
        let store = GuideReviewStore(reading)
        version = try store.reviewed(try store.guide(of: event))
        sectors = try version.map { try SectorWord.all(on: $0.id, in: event, reading) } ?? []
        people = try store.people(of: event)
        openComments = try store.openComments(of: guide.guide).count
        self.madeOn = madeOn
    }

    var document: Document {
        var document = Document(
            title: guide.title, kind: kind.string(), marking: guide.marking, language: guide.language)
        document.startsChaptersOnPages = false
        document.facts = facts
        document.note = [.meaning(of: guide.marking)] + notes
        document.blocks = sections + evidence + annex + (cover == nil ? review : [])
        return document
    }

    private var kind: Message {
        if let cover { return cover.kind }
        return guide.state == .final ? L("Guide") : L("Guide · draft: \(ReportLabels.guideState(guide.state.rawValue))")
    }

    private var facts: [Document.Fact] {
        if let cover { return cover.facts }
        var facts = [
            Document.Fact(L("Event"), event.title),
            .init(L("Dates"), DateText.span(event.startsOn, event.endsOn)),
        ]
        if !event.place.isEmpty { facts.append(.init(L("Place"), event.place)) }
        if guide.languages.count > 1 {
            let languages = guide.languages.map { tag in
                ContributionLanguage.all.first { $0.tag == tag }?.ownName ?? tag
            }
            facts.append(.init(L("Languages"), Message.list(languages, .commas).string()))
        }
        facts.append(.init(L("Marking"), "TLP:\(guide.marking)"))
        if let version { facts.append(.init(L("Reviewed version"), String(version.number))) }
        if guide.state == .final { facts += signatures }
        if !madeOn.isEmpty { facts.append(.init(L("Made on"), DateText.day(madeOn))) }
        return facts
    }

    /// On the title page of a final guide: who signed in whose name, and who made it final.
    private var signatures: [Document.Fact] {
        var signed: [String] = []
        for word in sectors.flatMap(\.words) where word.decision == .signed {
            let line = inWhoseName(word)
            if !signed.contains(line) { signed.append(line) }
        }
        var facts: [Document.Fact] = []
        if !signed.isEmpty { facts.append(.init(L("Signed by"), Message.list(signed, .semicolons).string())) }
        if let person = people[version?.finalBy] {
            // Whoever runs the room answers for it; a participant who has come to do so is named as any other.
            let isNamed = person.runsTheRoom || person.agreesToNaming
            facts.append(.init(L("Made final by"), isNamed ? person.name : L("An organiser").string()))
        }
        return facts
    }

    /// "Ana Kovač for Health"; the sector alone for somebody who has not agreed to be named in what leaves the room.
    func inWhoseName(_ word: SignOffRecord) -> String {
        inWhoseName(people[word.actor], sector: word.sector)
    }

    func inWhoseName(_ person: GuidePeople.Person?, sector code: String) -> String {
        let sector = names.sector(code)?.label.string() ?? code
        guard let person, person.agreesToNaming else { return sector }
        return L("\(person.name) for \(sector)").string()
    }

    private var notes: [Document.Block] {
        let old = guide.sections.filter(\.isOutOfDate).map { "\($0.number) \($0.title)".trimmed }
        guard !old.isEmpty else { return [] }
        return [
            .notice(
                [Document.Inline](
                    L("These sections follow an older text of the main language: \(list: old, .semicolons).")),
                .warning)
        ]
    }

    // MARK: Sections

    private var sections: [Document.Block] {
        let numbers = Dictionary(guide.sources.map { ($0.key, $0.number) }, uniquingKeysWith: { first, _ in first })
        var shown: Set<String> = []
        return guide.sections.enumerated().flatMap { index, section -> [Document.Block] in
            let id = "s\(index + 1)"
            let number = section.number.isEmpty ? "" : section.number + " "
            let text = MarkdownReader.blocks(section.markdown, level: section.level, prefix: id, citations: numbers)
            return [.heading(section.level, id: id, [.text(number)] + said(section.title, section.titleLanguage))]
                + untranslated(section)
                + (section.language == guide.language || text.isEmpty
                    ? text : [.foreign(text, language: section.language)])
                + pictures(of: section, &shown)
        }
    }

    private func untranslated(_ section: GuideDocument.Section) -> [Document.Block] {
        guard section.isUntranslated else { return [] }
        return [.paragraph([.emphasis([Document.Inline](TranslationMark.words(section.language)))])]
    }

    /// The votes that a section cites, where no section before it does.
    private func pictures(of section: GuideDocument.Section, _ shown: inout Set<String>) -> [Document.Block] {
        let keys = CitationMarkers.numbers(in: section.markdown)
        let items = keys.compactMap { key in guide.sources.first { $0.key == key }?.item }
        return items.filter { $0.kind == .round && shown.insert($0.target).inserted }.compactMap { item in
            Round.ID(item.target).flatMap { results[$0] }.flatMap(picture)
        }
    }

    private func picture(_ result: RoundResult) -> Document.Block? {
        guard result.isShown,
            let chart = ResultWords(result, result.main, names).slope(id: "vote-\(result.round.number)")
        else { return nil }
        let table = Document.Table.ranks(result, said: said)
        let caption = L("Rank of the issues in each reading: \(result.round.question)").string()
        return .figure(
            Document.Figure(
                svg: chart.svg(.file).text, alternative: chart.title, caption: caption, table: table, showsTable: false)
        )
    }

    func said(_ text: String, _ language: String) -> [Document.Inline] {
        language == guide.language ? [.text(text)] : [.foreign([.text(text)], language: language)]
    }
}
