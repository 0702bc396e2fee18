import Domain
import Markup
import Storage
import Web

/// The scenarios of a programme that somebody reads: the gravest first.
struct RisksPage {
    let frame: PlansFrame
    let risks: [RiskRecord]
    let table: RiskTable
    private let words: RiskWords
    /// Whose judgement is open.
    private let open: Set<RiskScenario.ID>
    private let reported: Set<RiskScenario.ID>

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        let standing = frame.standing
        let store = RiskStore(reading)
        let table = try store.settings(of: programme).table
        self.table = table
        risks = try store.risks(of: [programme]).filter(standing.reads).sorted { a, b in
            let (first, second) = (
                a.state == .closed ? -2 : a.band(table)?.rawValue ?? -1,
                b.state == .closed ? -2 : b.band(table)?.rawValue ?? -1
            )
            return (second, a.createdAt, a.id) < (first, b.createdAt, b.id)
        }
        words = try RiskWords(reading)
        let rounds = try RiskRoundStore(reading).rounds(of: risks.map(\.id))
        open = Set(rounds.filter { $0.value.contains(where: \.isOpen) }.keys)
        let kept = risks.filter { standing.organises || standing.keeps($0) }.map(\.id)
        reported = Set(try store.reports(of: kept).filter { $0.value.contains { !$0.isSettled } }.keys)
    }

    private var id: Programme.ID { frame.programme }

    var answer: Answer {
        frame.answer(
            RiskFacts.tab, L("Risks"), path: RiskPaths.risks(id),
            """
            <div class="head"><h1>\(L("Risks"))</h1><p class="lede">\(summary)</p>\(buttons)</div>
            \(risks.isEmpty ? empty : "<div class=\"split\"><section id=\"scenarios\"><h2 class=\"sr\">\(L("Scenarios"))</h2><ul class=\"lines\">\(risks.html(line))</ul></section>\(picture)</div>" as HTML)\(downloads)
            """)
    }

    private var buttons: HTML {
        let settings: HTML =
            frame.standing.organises
            ? "<a class=\"button\" href=\"\(RiskPaths.settings(id))\">\(L("How risks are kept"))</a>" : .empty
        guard frame.standing.tellsRisks else { return .empty }
        return """
            <div class="actions"><a class="button primary" href="\(RiskPaths.newRisk(id))">\(Icon.svg("plus")) \(L("Tell a scenario"))</a>\
            <a class="button" href="\(RiskPaths.fileImport(id))">\(Icon.svg("upload")) \(L("From a file"))</a>\(settings)</div>
            """
    }

    private var empty: HTML {
        """
        <p class="muted">\(L("What could happen, told as the public would see it; judged by the sectors, agreed on in the room, and treated by actions."))</p>
        """
    }

    /// The answer first.
    private var summary: Message {
        let bands = risks.filter { $0.state != .closed }.compactMap { $0.band(table) }
        let (gravest, high) = (bands.count { $0 == .veryHigh }, bands.count { $0 == .high })
        return L(
            risks.count, one: "\(risks.count) scenario: very high \(gravest), high \(high)",
            other: "\(risks.count) scenarios: very high \(gravest), high \(high)")
    }

    private func line(_ risk: RiskRecord) -> HTML {
        """
        <li id="risk-\(risk.id)"><p class="title" lang="\(risk.language)" dir="auto"><a href="\(RiskPaths.risk(id, risk.id))">\(risk.title)</a></p>\
        <p class="meta">\(RiskWords.chip(risk.band(table)))\(open.contains(risk.id) ? "<span class=\"state open\">\(L("judgement open"))</span> " : .empty)\
        \(reported.contains(risk.id) ? "<span class=\"state bad\">\(L("reported", context: "text"))</span> " : .empty)\
        <span class="state">\(risk.state.label)</span> <span dir="auto">\(words.place(risk.place))</span> \(TLP.chip(risk.marking))</p></li>
        """
    }

    private var picture: HTML {
        var counts: [Int: Int] = [:]
        for risk in risks where risk.state != .closed {
            guard let likelihood = risk.agreed?.likelihood, let impact = risk.agreed?.impact else { continue }
            counts[likelihood * 10 + impact, default: 0] += 1
        }
        guard !counts.isEmpty else { return .empty }
        let matrix = RiskMatrix(
            id: "risks", title: L("How many scenarios stand where").string(), table: table,
            counts: counts.sorted { $0.key < $1.key }.map {
                .init(likelihood: $0.key / 10, impact: $0.key % 10, count: $0.value)
            })
        return """
            <section id="picture"><h2>\(L("How many scenarios stand where"))</h2><figure>\(matrix.svg())</figure>\
            <p class="meta">\(RiskWords.key)</p></section>
            """
    }

    private var downloads: HTML {
        guard !risks.isEmpty else { return .empty }
        return """
            <p class="meta">\(TableFormat.allCases.html { format in
                "<a href=\"\(RiskPaths.files(id, format.rawValue))\" download>\(Icon.svg("download")) \(format.label)</a> "
            })</p>
            """
    }
}

/// What places and bands are called.
struct RiskWords: Sendable {
    let names: DirectoryNames
    let regions: [App.Region.ID: String]

    init(_ reading: any Reading) throws {
        names = try DirectoryNames(reading)
        regions = Dictionary(uniqueKeysWithValues: try RegionStore(reading).regions().map { ($0.id, $0.name) })
    }

    func place(_ place: RiskPlace) -> Message {
        switch place {
        case .programme: L("Whole programme")
        case .region(let id): .verbatim(regions[id] ?? "–")
        case .country(let code): .verbatim(names.country(code) ?? code)
        }
    }

    /// For which somebody keeps scenarios, as a form offers them.
    func places(of standing: PlansStanding, kept: RiskPlace? = nil) -> [FieldOption] {
        var places: [RiskPlace] = standing.coordinates ? [.programme] : []
        let all = standing.coordinates ? standing.regions.union(standing.heads) : standing.heads
        places += all.sorted { (regions[$0] ?? "", $0) < (regions[$1] ?? "", $1) }.map { .region($0) }
        places += standing.focal.sorted().map { .country($0) }
        if let kept, !places.contains(kept) { places.append(kept) }
        return places.map { (value: $0.description, label: place($0)) }
    }

    static func chip(_ band: RiskBand?) -> HTML {
        guard let band else { return .empty }
        let tone =
            switch band {
            case .low: " good"
            case .medium: ""
            case .high: " warn"
            case .veryHigh: " bad"
            }
        return "<span class=\"state\(tone)\">\(String(band.letter)) · \(band.label)</span> "
    }

    static var key: HTML {
        RiskBand.allCases.html { "<span><b>\(String($0.letter))</b> \($0.label)</span> " }
    }
}
