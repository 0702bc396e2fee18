@testable import App
import Domain
import Foundation
import Markup
import Testing
import Web

/// The kit under all charts, with what would break it.
struct ChartKitTests {
    static let sets: [[String]] = [
        ChartSamples.titles, ChartSamples.hostile, ChartSamples.long(45), ["", " ", "?"], ["One"],
        Array(repeating: "The same", count: 64),
    ]

    @Test(arguments: ChartKitTests.sets)
    func `no row of words touches the next, on the wall as at a desk`(titles: [String]) {
        for (size, room) in [(ChartSize.desk, nil), (.wall, 540.0), (.wall, 300.0)] as [(ChartSize, Double?)] {
            let rows = ChartRows(
                titles.enumerated().map { .init(text: $1, isLarge: $0 < 3) }, width: 900, room: room, size.scales)
            #expect(!rows.rows.isEmpty)
            for (above, below) in zip(rows.rows, rows.rows.dropFirst()) {
                #expect(above.bottom <= below.middle - below.height / 2 + 0.001)
                #expect(above.label.height <= above.height)
            }
            for row in rows.rows {
                for line in row.label.lines {
                    #expect(ChartText.width(line) * Double(row.label.size) <= 900 + 2 * Double(row.label.size))
                }
            }
            if let room, rows.rows.count > 1 { #expect(rows.height <= room) }
        }
    }

    @Test(arguments: ChartKitTests.sets)
    func `on the wall no letter of a slope is below 32, and the picture keeps its height`(titles: [String]) {
        let chart = ChartSamples.slope(titles, .wall, room: 520)
        let svg = chart.svg(.page(direction: "ltr")).text
        #expect(ChartSamples.letters(svg).allSatisfy { $0 >= 32 })
        #expect(chart.height <= 521 || chart.shown.count == 1)
        #expect(chart.shown.count <= SlopeChart.mostRows)
    }

    @Test
    func `titles as people write them stand whole on the wall, and 45 long ones are counted rather than crowded`() {
        let svg = ChartSamples.slope(ChartSamples.titles, .wall, room: 540).svg(.page(direction: "ltr")).text
        #expect(!svg.contains("…"))
        let chart = ChartSamples.slope(ChartSamples.long(45), .wall, room: 540)
        #expect((4...8).contains(chart.shown.count))
    }

    @Test(arguments: [1, 2, 12, 45, 64])
    func `marks at one place stand apart, inside the field, the first at its place`(count: Int) {
        let field = ChartPlacement.Box(x: 300, y: 250, width: 600, height: 500)
        let box = ChartPlacement.Box(x: 300, y: 250, width: 44, height: 40)
        let names = [ChartPlacement.Box(x: 80, y: 30, width: 160, height: 40)]
        let placed = ChartPlacement.apart(Array(repeating: box, count: count), in: field, fixed: names)
        #expect(placed.first == box && placed.count == count)
        for (index, one) in placed.enumerated() {
            #expect(one.isInside(field) && !one.touches(names[0]))
            #expect(!placed.dropFirst(index + 1).contains { $0.touches(one) })
        }
    }

    @Test
    func `marks at the edge are moved inside`() {
        let field = ChartPlacement.Box(x: 50, y: 50, width: 100, height: 100)
        let placed = ChartPlacement.apart([.init(x: 0, y: 100, width: 20, height: 20)], in: field)
        #expect(placed == [.init(x: 10, y: 90, width: 20, height: 20)])
    }

    @Test
    func `a scale comes near to its values, also where all are equal, and never leaves its bounds`() {
        func range(_ values: [Double]) -> ClosedRange<Double> {
            ChartScale(showing: values, within: 1...9, from: 0, to: 100).range
        }
        #expect(range([4.4, 6.1]) == 4...6.5)
        #expect(range([5, 5, 5]) == 4...6)
        #expect(range([9, 9]) == 7...9)
        #expect(range([1]) == 1...3)
        #expect(range([]) == 1...9 && range([.nan]) == 1...9)
        #expect(range([1, 9]) == 1...9)
        #expect(ChartScale(4...6, from: 0, to: 100).ticks == [4, 4.5, 5, 5.5, 6])
        #expect(ChartScale(1...9, from: 0, to: 100).ticks == [2, 4, 6, 8])
        #expect(ChartScale(3...3, from: 0, to: 100).place(3) == 50)
        #expect(ChartScale(1...9, from: 0, to: 100).place(.infinity) == 50)
    }

    /// Pairs of importance and feasibility.
    static let values: [[[Double]]] = [
        [[5, 5]], Array(repeating: [5, 5], count: 45), spread, [],
    ]
    private static var spread: [[Double]] {
        (0..<45).map { (number: Int) -> [Double] in
            let (first, second) = (Double(number * 7 % 80), Double(number * 3 % 80))
            return [1 + first / 10, 1 + second / 10]
        }
    }

    @Test(arguments: ChartKitTests.values)
    func `every issue of importance and feasibility has a ring that none covers`(values: [[Double]]) {
        for size in [ChartSize.phone, .wall] {
            let chart = ChartSamples.fields(values.map { (importance: $0[0], feasibility: $0[1]) }, size)
            let rings = chart.rings
            #expect(rings.count == values.count)
            for (index, one) in rings.enumerated() {
                #expect(!rings.dropFirst(index + 1).contains { $0.touches(one) })
            }
            let svg = chart.svg(.page(direction: "ltr")).text
            #expect(svg.contains("Important and") && svg.contains("Less important"))
            if size == .wall { #expect(ChartSamples.letters(svg).allSatisfy { $0 >= 32 }) }
        }
    }

    @Test
    func `both means above the average, and nothing is where all are equal`() {
        let chart = ChartSamples.fields([
            (importance: 8, feasibility: 7), (importance: 4, feasibility: 8), (importance: 6, feasibility: 3),
        ])
        #expect(chart.points.map(chart.isBoth) == [true, false, false])
        #expect(chart.ordered.map(\.number) == [1, 3, 2])
        let same = ChartSamples.fields(Array(repeating: (importance: 5, feasibility: 5), count: 6))
        #expect(!same.points.contains(where: same.isBoth))
    }

    @Test
    func `sectors of one mean are all seen`() {
        let offsets = DotPlot.offsets(Array(repeating: 300, count: 8))
        #expect(Set(offsets).count == 8)
        #expect(DotPlot.offsets([100, 300, 500]) == [0, 0, 0])
    }

    @Test
    func `the matrix on the wall is pages of countries and priorities that hold all of them`() {
        let countries = ChartSamples.countries(64)
        let rows = ChartSamples.exchangeRows(ChartSamples.titles, 64)
        let pages = ExchangeChart.pages(id: "m", countries: countries, rows: rows, room: 700)
        #expect(pages.count > 5 && pages.count <= 12)
        #expect(Set(pages.flatMap(\.countries)) == Set(countries))
        #expect(pages.allSatisfy { $0.countries.count <= 13 && $0.height <= 700 })
        for page in pages {
            #expect(ChartSamples.letters(page.svg(.page(direction: "ltr")).text).allSatisfy { $0 >= 32 })
        }
        let few = ExchangeChart.pages(id: "m", countries: ["HR"], rows: [], room: 700)
        #expect(few.count == 1)
    }

    @Test
    func `a list of the wall is pages of whole texts`() {
        let pages = ChartRows.pages(ChartSamples.long(9), room: 640)
        #expect(pages.flatMap { Array($0) } == Array(0..<9) && pages.count > 1)
        #expect(ChartRows.pages([], room: 640).isEmpty)
        #expect(ChartRows.pages(["One"], room: 10) == [0..<1])
    }

    @Test
    func `words of scripts without spaces are broken, and no line is wider than its room`() {
        for text in ChartSamples.hostile {
            let lines = ChartText.lines(text, em: 12)
            #expect(lines.allSatisfy { ChartText.width($0) <= 12.01 })
            #expect(lines.joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
        }
        #expect(ChartText.lines("最初の二時間に安全な", em: 5).count == 3)
    }

    @Test
    func `no chart without sectors has the hue of one`() {
        let files: [HTML] = [
            ChartSamples.slope(ChartSamples.titles, .desk).svg(.file),
            ChartSamples.fields([(importance: 8, feasibility: 7), (importance: 4, feasibility: 8)]).svg(.file),
            ExchangeChart(id: "x", countries: ["HR", "BE"], rows: ChartSamples.exchangeRows(ChartSamples.titles, 2))
                .svg(.file),
            ImpactChart(id: "i", matrix: ImpactMatrix([.init(number: 1, difficulty: 1, impact: 5)])).svg(.file),
        ]
        for file in files {
            for hue in ["#1B7F6B", "#4A4FA3", "#B4590A", "#93386F", "#75650A", "#4F5B6B", "#2F6DB5", "#7A4A2B"] {
                #expect(!file.text.contains(hue))
            }
        }
    }
}
