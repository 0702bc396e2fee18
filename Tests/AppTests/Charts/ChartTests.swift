@testable import App
import Domain
import Foundation
import Markup
import Testing
import Web

@Suite struct ChartTests {
    private func row(_ label: String, _ ranks: [Int], tied: [Bool] = [false, false, false]) -> SlopeChart.Row {
        SlopeChart.Row(label: label, language: "en", ranks: ranks, isTied: tied)
    }

    private func slope(_ ranks: [[Int]], columns: [String] = ["People", "Sectors equal", "Countries equal"])
        -> SlopeChart
    {
        SlopeChart(
            id: "s", title: "T", columns: columns,
            rows: ranks.enumerated().map { row("Issue \($0.offset)", $0.element) })
    }

    private func fields(_ values: [(importance: Double, feasibility: Double)], _ size: ChartSize = .phone)
        -> MatrixChart
    {
        ChartSamples.fields(values, size)
    }

    @Test func `tied issues have places of their own in the order of the people reading`() {
        let chart = slope([[1, 2, 1], [2, 1, 1], [3, 2, 1]])
        #expect(chart.places == [[0, 1, 2], [1, 0, 2], [0, 1, 2]])
    }

    @Test func `a tie is written with its sign`() {
        let chart = SlopeChart(
            id: "s", title: "T", columns: ["People", "Sectors equal"],
            rows: [row("A", [1, 1], tied: [true, false]), row("B", [1, 2], tied: [true, false])])
        #expect(chart.svg(.page(direction: "ltr")).text.contains(">1=</text>"))
    }

    @Test func `strong is what ends among the first three, dashed what is there by people only`() {
        let chart = slope([[1, 4, 4], [2, 2, 5], [3, 3, 2], [4, 1, 1], [5, 5, 3], [6, 6, 6]])
        #expect(chart.rows.map(chart.standing) == [.lost, .lost, .lead, .lead, .lead, .plain])
    }

    @Test func `of many that share a place none stands out`() {
        #expect(SlopeChart.firstThree([1, 1, 1, 1, 1, 1]) == 0)
        #expect(SlopeChart.firstThree([1, 2, 3, 3, 3, 3]) == 2)
        #expect(SlopeChart.firstThree([1, 2, 2, 4, 5]) == 3)
        #expect(SlopeChart.firstThree([1, 2]) == 3)
        let chart = slope(Array(repeating: [1, 1, 1], count: 8))
        #expect(chart.rows.allSatisfy { chart.standing($0) == .plain })
    }

    @Test func `what ends first is in the picture, wherever people put it`() {
        let chart = slope((1...45).map { [$0, $0 == 40 ? 1 : $0 + 1, $0 == 40 ? 1 : $0 + 1] })
        #expect(chart.shown == Array(0..<11) + [39] && !chart.isPrefix)
        #expect(slope((1...45).map { [$0, $0, $0] }).shown == Array(0..<12))
    }

    @Test func `a line runs from ring to ring, and right to left mirrors every x`() throws {
        let chart = slope([[1, 2, 2], [2, 1, 1]])
        let (page, mirrored) = (chart.svg(.page(direction: "ltr")).text, chart.svg(.page(direction: "rtl")).text)
        #expect(mirrored.contains("direction=\"rtl\""))
        func numbers(_ svg: String) -> [Double] {
            svg.matches(of: #/<path[^>]* d="M([0-9.]+) /#).compactMap { Double($0.1) }
        }
        let ends = zip(numbers(page), numbers(mirrored)).map { $0 + $1 }
        #expect(!ends.isEmpty && ends.allSatisfy { abs($0 - Double(chart.width)) < 0.2 })
    }

    @Test(arguments: ["ltr", "rtl"])
    func `a file is well-formed XML with its own colours and no class`(direction: String) throws {
        let charts: [HTML] = [
            slope([[1, 2, 2], [2, 1, 1]]).svg(.file(direction: direction)),
            DotPlot(
                id: "d", title: "T", range: 1...9,
                rows: [.init(label: "A & B", language: "en", marks: (1...8).map { .init(hue: $0, value: Double($0)) })]
            )
            .svg(.file(direction: direction)),
            Histogram(id: "h", title: "T", counts: [0, 1, 2, 3, 4, 5, 6, 7, 8], median: 7).svg(
                .file(direction: direction)),
            fields([(5, 5), (5, 5), (8, 2)]).svg(.file(direction: direction)),
            fields([(5, 5), (5, 5), (8, 2)], .wall).svg(.file(direction: direction)),
            PaceChart(id: "p", title: "T", times: [10, 20], opened: 0, end: 100, now: 50, present: 4).svg(
                .file(direction: direction)),
        ]
        for chart in charts {
            #expect(chart.text.hasPrefix("<?xml version=\"1.0\""))
            #expect(chart.text.contains("xmlns=\"http://www.w3.org/2000/svg\""))
            #expect(!chart.text.contains("class="))
            let names = chart.text.matches(of: /<[a-z]+ ([^>]*)>/).map {
                $0.1.matches(of: /([a-z-]+)="/).map { String($0.1) }
            }
            for attributes in names {
                #expect(Set(attributes).count == attributes.count, "an attribute twice: \(attributes)")
            }
        }
    }

    @Test func `a chart of the page is painted by classes and named for screen readers`() {
        let svg = slope([[1, 2, 2], [2, 1, 1]]).svg(.page(direction: "ltr")).text
        #expect(svg.contains("role=\"img\" aria-labelledby=\"s-t\""))
        #expect(svg.contains("<title id=\"s-t\">T</title>"))
        #expect(!svg.contains("fill=") && !svg.contains("stroke="))
    }

    @Test func `words of the other direction stand apart, so that their full stop stays at their end`() {
        let title = "Officers are sent, without a mandate."
        let row = SlopeChart.Row(label: title, language: "en", ranks: [1, 2], isTied: [false, false])
        let chart = SlopeChart(id: "s", title: "", columns: ["People", "Sectors equal"], rows: [row, row])
        #expect(chart.svg(.page(direction: "rtl")).text.contains("\u{2066}Officers"))
        #expect(!chart.svg(.page(direction: "ltr")).text.contains("\u{2066}"))
        let arabic = ChartTarget.page(direction: "ltr").isolated(["12 الصحة."])
        #expect(arabic == ["\u{2067}12 الصحة.\u{2069}"])
        #expect(ChartTarget.page(direction: "rtl").isolated(["12"]) == ["12"])
    }

    @Test func `labels are broken at words and cut after two lines`() {
        #expect(
            ChartText.wrap("No shared secure channel in the first two hours", width: 34) == [
                "No shared secure channel in the", "first two hours",
            ])
        #expect(ChartText.wrap("one two three four five six", width: 9) == ["one two", "three…"])
        #expect(ChartText.wrap("Donaudampfschifffahrt", width: 10) == ["Donaudampf", "schifffah…"])
        #expect(ChartText.wrap("short", width: 34) == ["short"])
        #expect(ChartText.wrap("", width: 34).isEmpty)
    }

    @Test func `the longest title stands whole beside its line`() {
        let longest = String((0..<40).map { "word\($0 % 10)" }.joined(separator: " ").prefix(200))
        for count in [3, 8, 12] {
            let row = SlopeChart.Row(label: longest, language: "en", ranks: [1, 2], isTied: [false, false])
            let chart = SlopeChart(
                id: "s", title: "", columns: ["People", "Sectors equal"], rows: Array(repeating: row, count: count))
            #expect(!chart.svg(.file).text.contains("…"))
        }
        let plot = DotPlot(
            id: "d", title: "", range: 1...9,
            rows: [.init(label: longest, language: "en", marks: [.init(hue: 1, value: 2)])])
        #expect(!plot.svg(.file).text.contains("…"))
        let label = ChartText.fit(longest, width: 520, height: 63, largest: 26)
        #expect(label.lines.joined(separator: " ") == longest && label.height <= 63)
        #expect(ChartText.fit("Short", width: 520, height: 63, largest: 26).size == 26)
        #expect(ChartText.fit(longest + longest + longest, width: 520, height: 63, largest: 26).isCut)
    }

    @Test func `labels are escaped`() {
        let chart = SlopeChart(
            id: "s", title: "<T>", columns: ["A", "B"], rows: [row("<script>", [1, 1]), row("B", [2, 2])])
        #expect(!chart.svg(.page(direction: "ltr")).text.contains("<script>"))
    }

    @Test func `a dot plot places values on its scale`() {
        let plot = DotPlot(id: "d", title: "T", range: 1...9, rows: [])
        #expect(plot.x(1) == 640 && plot.x(5) == 940 && plot.x(9) == 1240)
    }

    @Test func `the highest column of a histogram is 80 high and the bands are 1–3, 4–6, 7–9`() {
        let svg = Histogram(id: "h", title: "T", counts: [0, 0, 0, 0, 5, 0, 0, 0, 10], median: 9).svg(
            .page(direction: "ltr")
        ).text
        #expect(svg.contains("x=\"264\" y=\"24\" width=\"26\" height=\"80\""))
        #expect(svg.contains("x=\"136\" y=\"64\" width=\"26\" height=\"40\""))
        #expect(svg.contains("d=\"M277 7l-6-7h12z\""))
        #expect((1...9).map(Histogram.band) == ["low", "low", "low", "mid", "mid", "mid", "high", "high", "high"])
    }

    @Test func `the pace rises by one for each answer and ends now`() {
        let chart = PaceChart(id: "p", title: "T", times: [10, 50], opened: 0, end: 100, now: 80, present: 4)
        #expect(chart.corners.map(\.x) == [0, 60, 60, 300, 300, 480])
        #expect(chart.corners.map(\.y) == [110, 110, 85, 85, 60, 60])
    }
}
