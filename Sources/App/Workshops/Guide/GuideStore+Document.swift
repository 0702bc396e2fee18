import Domain
import Storage
import Web

extension GuideStore {
    /// The guide as its readers get it; nil if the event has none.
    /// - Parameter language: BCP 47; the main language by default. Words of the interface in it ("Blocking aspect") are in the same
    ///   language where Roundtable speaks it.
    /// - Parameter only: the languages of a version, where it is put together from one: what came later is in none of its documents, also
    ///   not in the place of a text that is missing.
    func document(of event: Event.ID, in language: String? = nil, only: [String]? = nil) throws -> GuideDocument? {
        guard let whole = try tree(of: event) else { return nil }
        let tree = only.map(whole.only) ?? whole
        let wished = language.flatMap { tree.languages.contains($0) ? $0 : nil } ?? tree.guide.language
        return try Language.$current.withValue(Language(rawValue: wished) ?? .current) {
            try DocumentMaker(tree, language: wished, reading).document
        }
    }
}

/// Puts a guide together as a document.
private struct DocumentMaker {
    let tree: GuideTree
    let language: String
    let event: EventRecord
    let reading: any Reading
    let catalogue: EvidenceCatalogue
    let records: [EvidenceRecord]
    let numbers: CitationNumbers

    init(_ tree: GuideTree, language: String, _ reading: any Reading) throws {
        self.tree = tree
        self.language = language
        self.reading = reading
        event = try EventStore(reading).event(tree.guide.event)
        catalogue = try EvidenceCatalogue(event, guide: tree.guide.id, reading)
        records = try EvidenceStore(reading).evidence(of: tree.guide.id)
        numbers = tree.numbers(in: language, known: Set(records.map(\.number)))
    }

    var document: GuideDocument {
        get throws {
            let sections = sections
            let byNumber = Dictionary(uniqueKeysWithValues: records.map { ($0.number, $0) })
            let sources = numbers.order.enumerated().compactMap { index, key in
                byNumber[key].map { GuideDocument.Source(number: index + 1, key: key, item: catalogue.item($0)) }
            }
            return GuideDocument(
                guide: tree.guide.id, event: event.id, title: tree.guide.title,
                marking: tree.guide.marking.rawValue, language: language, languages: tree.languages,
                state: tree.guide.state,
                changedAt: tree.texts.values.flatMap(\.values).map(\.card.changedAt).reduce(tree.guide.changedAt, max),
                sections: sections, sources: sources, recommendations: try recommendations(sections, byNumber),
                unknownMarkers: sections.flatMap { section in
                    CitationMarkers.numbers(in: section.markdown).filter { byNumber[$0] == nil }.map {
                        .init(section: section.id, title: section.title, key: $0)
                    }
                })
        }
    }

    private var sections: [GuideDocument.Section] {
        tree.places.compactMap { place in
            guard let shown = tree.shown(place.id, in: language), let section = tree.sections[place.id] else {
                return nil
            }
            return GuideDocument.Section(
                id: place.id, parent: place.parent, number: place.number, level: place.level, kind: section.kind,
                title: shown.title, titleLanguage: shown.titleLanguage, markdown: shown.text.text,
                language: shown.language,
                isOutOfDate: shown.language == language && tree.isOutOfDate(place.id, in: language),
                isUntranslated: shown.language != language && !shown.text.text.isEmpty)
        }
    }

    private func recommendations(
        _ sections: [GuideDocument.Section], _ byNumber: [Int: EvidenceRecord]
    ) throws -> [GuideDocument.Recommendation] {
        let wanted = sections.filter { $0.kind == .recommendation }
        guard !wanted.isEmpty else { return [] }
        let roots = try EvidenceRoots(catalogue.events, reading)
        return wanted.map { section in
            let cited = CitationMarkers.numbers(in: section.markdown).compactMap { byNumber[$0] }
            return recommendation(section, roots.behind(cited.map(\.reference)), roots)
        }
    }

    private func recommendation(
        _ section: GuideDocument.Section, _ behind: EvidenceRoots.Behind, _ roots: EvidenceRoots
    ) -> GuideDocument.Recommendation {
        func items(_ kind: EvidenceKind, _ targets: [String]) -> [EvidenceItem] {
            targets.compactMap { catalogue.item(EvidenceReference(kind: kind, target: $0)) }
        }
        let cases = items(.case, behind.cases)
        let shown = cases.filter { (Marking(rawValue: $0.marking) ?? .red) <= tree.guide.marking }
        let votes = behind.issues.flatMap { issue in
            (roots.rounds[issue] ?? []).compactMap { round -> GuideDocument.Recommendation.Vote? in
                guard let issue = Issue.ID(issue), let round = Round.ID(round) else { return nil }
                return .init(issue: issue, round: round)
            }
        }
        let rounds = behind.rounds + votes.map(\.round.description).filter { !behind.rounds.contains($0) }
        var seen: Set<String> = []
        return GuideDocument.Recommendation(
            section: section.id, number: section.number, title: section.title, language: section.titleLanguage,
            issues: items(.issue, behind.issues), rounds: items(.round, rounds.filter { seen.insert($0).inserted }),
            votes: votes, cases: shown, withheldCases: cases.count - shown.count)
    }
}

/// What stands behind evidence: issues, rounds and cases, each once, in the order in which they are met.
struct EvidenceRoots: Sendable {
    struct Behind: Sendable, Hashable {
        var issues: [String] = []
        var rounds: [String] = []
        var cases: [String] = []
    }

    /// Revealed rounds by issue, oldest first.
    let rounds: [String: [String]]
    private let issueOfAspect: [String: [String]]
    private let casesOfAspect: [String: [String]]
    private let issueOfSituation: [String: [String]]
    private let issueOfIntervention: [String: [String]]
    private let aspectsOfIntervention: [String: [String]]

    init(_ events: [Event.ID], _ reading: any Reading) throws {
        func pairs(_ sql: SQL) throws -> [String: [String]] {
            let rows = try reading.all(sql).map {
                (try $0.get("item", as: String.self), try $0.get("root", as: String.self))
            }
            return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
        }
        rounds = try pairs(
            """
            SELECT t.issue_id AS item, t.round_id AS root FROM round_item t JOIN round r ON r.id = t.round_id
            WHERE r.event_id IN \(in: events) AND r.state = 'revealed' ORDER BY r.number
            """)
        issueOfAspect = try pairs("SELECT id AS item, issue_id AS root FROM aspect WHERE event_id IN \(in: events)")
        casesOfAspect = try pairs(
            """
            SELECT l.aspect_id AS item, l.case_id AS root FROM aspect_case l JOIN aspect a ON a.id = l.aspect_id
            WHERE a.event_id IN \(in: events) ORDER BY l.case_id
            """)
        issueOfSituation = try pairs(
            "SELECT id AS item, issue_id AS root FROM desired_situation WHERE event_id IN \(in: events)")
        issueOfIntervention = try pairs(
            "SELECT id AS item, issue_id AS root FROM intervention WHERE event_id IN \(in: events)")
        aspectsOfIntervention = try pairs(
            """
            SELECT l.intervention_id AS item, l.aspect_id AS root FROM intervention_aspect l
            JOIN intervention v ON v.id = l.intervention_id WHERE v.event_id IN \(in: events) ORDER BY l.aspect_id
            """)
    }

    func behind(_ cited: [EvidenceReference]) -> Behind {
        var result = Behind()
        for reference in cited {
            let target = reference.target
            switch reference.kind {
            case .issue, .quote: result.issues.append(target)
            case .round: result.rounds.append(target)
            case .aspect: addAspect(target, to: &result)
            case .case: result.cases.append(target)
            case .situation: result.issues += issueOfSituation[target] ?? []
            case .intervention:
                result.issues += issueOfIntervention[target] ?? []
                for aspect in aspectsOfIntervention[target] ?? [] { addAspect(aspect, to: &result) }
            case .event, .publication, .consultation, .material: break
            }
        }
        func once(_ list: [String]) -> [String] {
            var seen: Set<String> = []
            return list.filter { seen.insert($0).inserted }
        }
        return Behind(issues: once(result.issues), rounds: once(result.rounds), cases: once(result.cases))
    }

    private func addAspect(_ aspect: String, to result: inout Behind) {
        result.issues += issueOfAspect[aspect] ?? []
        result.cases += casesOfAspect[aspect] ?? []
    }
}
