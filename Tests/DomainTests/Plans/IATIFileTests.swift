import Domain
import Testing

/// A document that the schema of IATI 2.03 allows, or the list of what is missing.
struct IATIFileTests {
    private static let generated: Int64 = 1_814_313_600_000  // 2027-06-30

    static func activity(_ change: (inout IATIActivity) throws -> Void = { _ in }) throws -> IATIActivity {
        var one = IATIActivity(
            identifier: "XX-DEMO-00000-P900", language: "en", currency: .euro, changedAt: 1_814_256_900_000)
        one.title = ["en": "Demo project: water safety networks", "ru": "Демо-проект: сети безопасности воды"]
        one.description = ["en": "Four countries test a joint alert procedure."]
        one.participants = [
            .init(role: 1, type: 10, name: ["en": "Demo Funder (invented)"]),
            .init(role: 4, type: 40, ref: "XX-DEMO-00000", name: ["en": "Demo Secretariat (invented)"]),
        ]
        one.status = 2
        one.dates = .init(plannedStart: "2026-09-01", actualStart: "2026-09-14", plannedEnd: "2028-08-31")
        one.places = ["KZ", "KG", "TJ", "UZ"].map { .init(.country, code: $0, percentage: "25") }
        one.sectors = [.init("74020")]
        let amount = try #require(DecimalText.money("240000", .euro))
        one.budgets = [.init(start: "2026-09-01", end: "2027-08-31", amount: amount, isCommitted: true)]
        one.results = [
            .init(
                .output, title: ["en": "Trained people"],
                indicators: [
                    .init(
                        .unit, title: ["en": "People with a certificate"],
                        baseline: .init(year: 2026, date: "2026-09-01", value: .init("0")),
                        periods: [
                            .init(
                                start: "2026-09-01", end: "2027-08-31", target: .init("24"),
                                actual: .init("17", comment: ["en": "As at 29 June 2027"])),
                            .init(start: "2027-09-01", end: "2028-08-31", target: .init("48")),
                        ])
                ]),
            .init(
                .outcome, title: ["en": "Joint alert procedure"],
                indicators: [
                    .init(
                        .qualitative, title: ["en": "Procedure in use"],
                        baseline: .init(year: 2026, value: .init(comment: ["en": "No procedure."])),
                        periods: [
                            .init(
                                start: "2026-09-01", end: "2028-08-31",
                                target: .init("3", comment: ["en": "Used in two exercises."]))
                        ])
                ]),
        ]
        try change(&one)
        return one
    }

    static func file(_ activities: [IATIActivity]) -> IATIFile {
        IATIFile(
            reporter: .init(role: 0, type: 40, ref: "XX-DEMO-00000", name: ["en": "Demo Secretariat (invented)"]),
            activities: activities, generatedAt: generated)
    }

    private static func kinds(_ change: (inout IATIActivity) throws -> Void) throws -> [IATIFault.Kind] {
        let file = file([try activity(change)])
        // Nothing invalid is ever written.
        #expect((file.xml == nil) == !file.faults.isEmpty)
        return file.faults.map(\.kind)
    }

    // MARK: The document

    @Test
    func `the sample of the design is written in the order of the schema`() throws {
        let file = Self.file([try Self.activity()])
        #expect(file.faults.isEmpty)
        let xml = try #require(file.xml)
        let tree = try XMLOrder(xml)
        #expect(tree.faults.isEmpty)
        #expect(
            tree.children(of: "iati-activity") == [
                "iati-identifier", "reporting-org", "title", "description", "participating-org", "participating-org",
                "activity-status", "activity-date", "activity-date", "activity-date", "recipient-country",
                "recipient-country", "recipient-country", "recipient-country", "sector", "budget", "result", "result",
            ])
        #expect(xml.contains("<actual value=\"17\">") && xml.contains("<baseline year=\"2026\">"))
        #expect(xml.contains("<narrative xml:lang=\"ru\">Демо-проект: сети безопасности воды</narrative>"))
        #expect(xml.contains("generated-datetime=\"2027-06-30T00:00:00Z\""))
    }

    @Test
    func `what is described has no number, and an empty child is not written`() throws {
        let xml = try #require(Self.file([try Self.activity { $0.results[0].description = ["en": " \n"] }]).xml)
        #expect(!xml.contains("value=\"3\"") && !xml.contains("value=\"\""))
        #expect(!xml.contains("<narrative></narrative>") && !xml.contains("<description></description>"))
        #expect(try XMLOrder(xml).faults.isEmpty)
    }

    @Test
    func `a title that is not in the activity's language says its own`() throws {
        let xml = try #require(
            Self.file([try Self.activity { $0.title = ["en": "  ", "ru": "Сети безопасности воды"] }]).xml)
        #expect(xml.contains("<narrative xml:lang=\"ru\">Сети безопасности воды</narrative>"))
        #expect(try Self.kinds { $0.title = ["en": "  "] } == [.noTitle])
        #expect(try Self.kinds { $0.title["in english"] = "Water" } == [.badLanguage("in english")])
    }

    @Test
    func `signs of XML are escaped, and what XML cannot hold is left out`() throws {
        let xml = try #require(
            Self.file([try Self.activity { $0.title = ["en": "A & B <\u{1}\u{FFFE}c> \"d\""] }]).xml)
        #expect(xml.contains("<narrative>A &amp; B &lt;c&gt; \"d\"</narrative>"))
        #expect(try XMLOrder(xml).faults.isEmpty)
    }

    @Test
    func `an indicator without periods is written, and a region by its own list`() throws {
        let file = Self.file([
            try Self.activity {
                $0.results[0].indicators[0].periods = []
                $0.places = [
                    .init(.region(["en": "Central Asia"]), code: "CA", percentage: "60.5"),
                    .init(.country, code: "KZ", percentage: "39.50"),
                ]
            }
        ])
        let xml = try #require(file.xml)
        #expect(xml.contains("<recipient-region code=\"CA\" vocabulary=\"99\" percentage=\"60.5\">"))
        let tree = try XMLOrder(xml)
        #expect(tree.faults.isEmpty)
        let order = tree.children(of: "iati-activity")
        #expect(order.firstIndex(of: "recipient-country") ?? 99 < order.firstIndex(of: "recipient-region") ?? 0)
    }

    // MARK: What is refused

    @Test
    func `thrice 33·33 is not a hundred, and what is missing is told`() throws {
        let thirds = try Self.kinds {
            $0.places = ["KZ", "KG", "TJ"].map { .init(.country, code: $0, percentage: "33.33") }
        }
        #expect(thirds == [.percentages(sum: "99.99", missing: "0.01")])
        let much = try Self.kinds { $0.places[0].percentage = "25.000001" }
        #expect(much == [.percentages(sum: "100.000001", missing: "-0.000001")])
        #expect(
            try Self.kinds {
                $0.places = [("KZ", "33.34"), ("KG", "33.33"), ("TJ", "33.33")].map {
                    .init(.country, code: $0.0, percentage: $0.1)
                }
            }.isEmpty)
    }

    @Test(arguments: ["", "0", "-25", "25%", "1e2", "100.5", "NaN", "９９", String(repeating: "9", count: 400)])
    func `a part that is no percentage is named`(text: String) throws {
        #expect(try Self.kinds { $0.places[0].percentage = text } == [.badPercentage(text)])
    }

    @Test
    func `the same country twice, none at all, or none that is one`() throws {
        #expect(try Self.kinds { $0.places[1].code = "KZ" } == [.sameCode("KZ")])
        #expect(try Self.kinds { $0.places = [] } == [.noPlace])
        #expect(try Self.kinds { $0.places[0].code = "kz" } == [.badCode("kz")])
        #expect(try Self.kinds { $0.sectors = [] } == [.noSector])
    }

    @Test
    func `a budget of more than a year is refused`() throws {
        func budget(_ start: String, _ end: String) throws -> [IATIFault.Kind] {
            try Self.kinds { ($0.budgets[0].start, $0.budgets[0].end) = (start, end) }
        }
        #expect(try budget("2026-09-01", "2027-08-31").isEmpty)
        #expect(try budget("2026-09-01", "2027-09-01") == [.overAYear("2026-09-01", "2027-09-01")])
        #expect(try budget("2028-02-29", "2029-02-28").isEmpty)
        #expect(try budget("2028-02-29", "2029-03-01") == [.overAYear("2028-02-29", "2029-03-01")])
        #expect(try budget("2027-03-01", "2027-02-28") == [.endBeforeStart("2027-03-01", "2027-02-28")])
        #expect(try budget("2027-02-30", "2027-03-01") == [.badDate("2027-02-30")])
    }

    @Test
    func `dates in their order, and nothing actual that lies ahead`() throws {
        #expect(try Self.kinds { $0.dates.plannedEnd = "2026-08-31" } == [.endBeforeStart("2026-09-01", "2026-08-31")])
        #expect(try Self.kinds { $0.dates.actualEnd = "2027-07-01" } == [.actualAhead("2027-07-01")])
        #expect(try Self.kinds { $0.dates = .init(plannedEnd: "2028-08-31") } == [.noStart])
    }

    @Test
    func `a period has a target or an actual value, not necessarily both`() throws {
        let empty = try Self.kinds {
            $0.results[0].indicators[0].periods[1].target = nil
            $0.results[0].indicators[0].periods[0].target = nil
        }
        #expect(empty == [.emptyPeriod])
        #expect(try Self.kinds { $0.results[0].indicators[0].periods[1].target = .init(" ") } == [.emptyPeriod])
    }

    @Test
    func `what is counted has a number, what is described has words`() throws {
        #expect(
            try Self.kinds { $0.results[0].indicators[0].baseline?.value = .init(comment: ["en": "None"]) }
                == [.noValue])
        #expect(
            try Self.kinds { $0.results[0].indicators[0].periods[0].target = .init("two dozen") }
                == [.notANumber("two dozen")])
        #expect(
            try Self.kinds { $0.results[1].indicators[0].periods[0].target = .init("3") } == [.noWords])
        #expect(try Self.kinds { $0.results[0].indicators = [] } == [.noIndicator])
        #expect(try Self.kinds { $0.results[0].indicators[0].title = [:] } == [.noTitle])
    }

    @Test
    func `a fault says where it is`() throws {
        let file = Self.file([try Self.activity { $0.results[1].indicators[0].periods[0].end = "2026-01-01" }])
        #expect(
            file.faults == [
                IATIFault(
                    "XX-DEMO-00000-P900", .period(1, indicator: 1, result: 2),
                    .endBeforeStart("2026-09-01", "2026-01-01"))
            ])
    }

    @Test
    func `identifiers stand once, and without signs that are not allowed`() throws {
        let one = try Self.activity()
        #expect(Self.file([one, one]).faults.map(\.kind) == [.sameIdentifier("XX-DEMO-00000-P900")])
        #expect(try Self.kinds { $0.identifier = "XX/1" } == [.badIdentifier("XX/1")])
        #expect(Self.file([]).xml == nil)
    }
}

private struct XMLOrderFault: Error {}

/// Just enough of a reader to see that elements are closed, that none is empty where it may not be, and in which order they stand.
private struct XMLOrder {
    private(set) var faults: [String] = []
    private var below: [String: [String]] = [:]

    private static let order: [String: [String]] = [
        "iati-activity": [
            "iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status",
            "activity-date", "recipient-country", "recipient-region", "sector", "budget", "related-activity", "result",
        ],
        "budget": ["period-start", "period-end", "value"], "result": ["title", "description", "indicator"],
        "indicator": ["title", "baseline", "period"], "period": ["period-start", "period-end", "target", "actual"],
    ]
    private static let never = [
        "narrative", "title", "description", "comment", "result", "indicator", "period", "budget",
    ]

    init(_ xml: String) throws {
        var open: [(name: String, children: [String], hasText: Bool)] = []
        var rest = xml[...]
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            if rest[..<start].contains(where: { !$0.isWhitespace }), !open.isEmpty {
                open[open.count - 1].hasText = true
            }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("?") { continue }
            let name = String(tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" })
            if tag.hasPrefix("/") {
                guard let last = open.popLast() else { throw XMLOrderFault() }
                if last.name != name { faults.append("\(name) closes \(last.name)") }
                close(last.name, last.children, last.hasText)
            } else {
                if !open.isEmpty { open[open.count - 1].children.append(name) }
                if tag.hasSuffix("/") { close(name, [], false) } else { open.append((name, [], false)) }
            }
        }
        if !open.isEmpty { faults.append("not closed: \(open.map(\.name))") }
    }

    private mutating func close(_ name: String, _ children: [String], _ hasText: Bool) {
        below[name] = below[name] ?? children
        if children.isEmpty, !hasText, Self.never.contains(name) { faults.append("empty: \(name)") }
        guard let order = Self.order[name] else { return }
        let places = children.map { order.firstIndex(of: $0) ?? -1 }
        if places.contains(-1) || places != places.sorted() { faults.append("order of \(name): \(children)") }
    }

    /// Of the first element of that name.
    func children(of name: String) -> [String] { below[name] ?? [] }
}
