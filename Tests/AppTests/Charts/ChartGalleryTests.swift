@testable import App
import Domain
import Foundation
import Markup
import Testing
import Web

/// docs/charts.html: every kind of chart in its sizes and both directions, with hostile data too. `bin/charts` writes it.
struct ChartGalleryTests {
    private struct Picture {
        let words: String
        let direction: String
        let svg: HTML
    }

    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/charts.html")

    @Test
    func `the gallery shows the charts as they are`() throws {
        let page = Language.$current.withValue(.english) { Self.page().text }
        if ProcessInfo.processInfo.environment["ROUNDTABLE_CHARTS"] == "write" {
            try page.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(kept == page, "docs/charts.html is stale: bin/charts writes it anew.")
    }

    /// Each picture twice: from left to right, and from right to left.
    private static func both(_ words: String, _ draw: (ChartTarget, String) -> HTML) -> [Picture] {
        ["ltr", "rtl"].map { Picture(words: words, direction: $0, svg: draw(.page(direction: $0), $0)) }
    }

    private static func page() -> HTML {
        let kinds: [(String, [Picture])] = [
            ("Slope: ranks in three readings", slopes), ("Fields: importance and feasibility", fields),
            ("Dots: mean ratings by sector", dots), ("Force field", forces),
            ("Matrix: countries and priorities", matrices),
            ("Impact and difficulty", impacts), ("Small ones: histogram, pace", small),
        ]
        return """
            <!doctype html>
            <html lang="en" class="js"><head><meta charset="utf-8"><title>Charts · Roundtable</title>
            <link rel="stylesheet" href="../Sources/CAssets/roundtable.css"><link rel="stylesheet" href="../Sources/CAssets/tables.css">
            <style>body { padding: 1.5rem; display: block } figure { margin-block: 1rem 2rem } .wall { padding: 1rem; background: var(--paper) }
            .wall svg { max-inline-size: none } .phone-size svg { inline-size: 328px }
            body:has(#grey:checked) main { filter: grayscale(1) } main { display: block; max-inline-size: 80rem }</style></head>
            <body><main><h1>Charts</h1><p>Every kind in its sizes and both directions, with hostile data. Made by <code>bin/charts</code>; a test holds it fresh.</p>
            <p><label><input type="checkbox" id="grey"> As in black and white print</label></p>
            \(kinds.html { name, pictures in "<section><h2>\(name)</h2>\(pictures.html(figure))</section>\n" })</main></body></html>

            """
    }

    private static func figure(_ picture: Picture) -> HTML {
        let place = picture.words.split(separator: ",").first.map(String.init) ?? ""
        let frame = place == "wall" ? "wall\" data-theme=\"dark" : place == "phone" ? "phone-size" : "desk-size"
        return """
            <figure dir="\(picture.direction)"><figcaption class="muted" dir="ltr">\(picture.words), \(picture.direction)</figcaption>\
            <div class="\(HTML(trusted: frame))">\(picture.svg)</div></figure>

            """
    }

    private static var slopes: [Picture] {
        both("desk, a usual vote") { ChartSamples.slope(ChartSamples.titles, .desk, id: "s1\($1)").svg($0) }
            + both("wall, a usual vote") {
                ChartSamples.slope(ChartSamples.titles, .wall, room: 540, id: "s2\($1)").svg($0)
            }
            + both("wall, scripts and long words") {
                ChartSamples.slope(ChartSamples.hostile, .wall, room: 540, id: "s3\($1)").svg($0)
            }
            + both("wall, 45 long labels") {
                ChartSamples.slope(ChartSamples.long(45), .wall, room: 540, id: "s4\($1)").svg($0)
            }
            + both("desk, all equal") {
                ChartSamples.slope(
                    ChartSamples.titles, .desk, id: "s5\($1)", columns: 2, rank: { _, _ in 1 }, isTied: true
                ).svg($0)
            }
    }

    private static var fields: [Picture] {
        let usual: [(importance: Double, feasibility: Double)] = (0..<12).map {
            (number: Int) -> (importance: Double, feasibility: Double) in
            let (first, second) = (Double(number * 7 % 12), Double(number * 5 % 12))
            return (importance: 5 + first / 4, feasibility: 4 + second / 3)
        }
        let equal: [(importance: Double, feasibility: Double)] = Array(
            repeating: (importance: 5, feasibility: 5), count: 45)
        return both("phone, a usual rating") { ChartSamples.fields(usual, id: "f1\($1)").svg($0) }
            + both("wall, a usual rating") { ChartSamples.fields(usual, .wall, id: "f2\($1)").svg($0) }
            + both("phone, 45 equal ones") { ChartSamples.fields(equal, id: "f3\($1)").svg($0) }
            + both("phone, one") { ChartSamples.fields([(importance: 9, feasibility: 1)], id: "f4\($1)").svg($0) }
    }

    private static var dots: [Picture] {
        func plot(_ titles: [String], _ id: String, _ value: @escaping (Int, Int) -> Double) -> DotPlot {
            DotPlot(
                id: id, title: "Means", range: 1...9,
                rows: titles.enumerated().map { row, title in
                    .init(label: title, language: "en", marks: (1...8).map { .init(hue: $0, value: value(row, $0)) })
                })
        }
        return both("desk, eight sectors") {
            plot(ChartSamples.hostile, "d1\($1)") { 1 + Double(($0 * 3 + $1 * 5) % 17) / 2 }.svg($0)
        }
            + both("desk, all equal") { plot(["One issue"], "d2\($1)") { _, _ in 5 }.svg($0) }
    }

    private static var forces: [Picture] {
        func field(_ helps: [String], _ hinders: [String], _ size: ChartSize, _ id: String) -> ForceField {
            func forces(_ texts: [String]) -> [ForceField.Force] {
                texts.enumerated().map { .init(text: $1, language: "en", weight: 5 - $0 % 5, hue: $0 % 3 + 1) }
            }
            return ForceField(
                id: id, title: "Forces", facilitatingHead: "Helps · \(helps.count)",
                blockingHead: "Hinders · \(hinders.count)",
                emptyLabel: "Nothing yet", facilitating: forces(helps), blocking: forces(hinders), size: size,
                room: size == .wall ? 540 : nil)
        }
        return both("desk, usual") {
            field(ChartSamples.titles, Array(ChartSamples.titles.prefix(3)), .desk, "q1\($1)").svg($0)
        }
            + both("wall, scripts and long words") { field(ChartSamples.hostile, [], .wall, "q2\($1)").svg($0) }
    }

    private static var matrices: [Picture] {
        func chart(_ countries: Int, _ size: ChartSize, _ id: String) -> HTML {
            let rows = ChartSamples.exchangeRows(Array(ChartSamples.titles.prefix(4)), countries)
            let names = ChartSamples.countries(countries)
            guard size == .wall else { return ExchangeChart(id: id, countries: names, rows: rows).svg() }
            return ExchangeChart.pages(id: id, countries: names, rows: rows, room: 700).first?.svg() ?? .empty
        }
        return [
            Picture(words: "desk, 20 countries", direction: "ltr", svg: chart(20, .desk, "x1")),
            Picture(words: "wall, the first page of 64 countries", direction: "ltr", svg: chart(64, .wall, "x2")),
        ]
    }

    private static var impacts: [Picture] {
        let items = (1...40).map {
            ImpactMatrix.Item(number: $0, difficulty: $0 * 7 % 5 + 1, impact: $0 < 12 ? 5 : $0 * 3 % 5 + 1)
        }
        return both("desk, 40 interventions") { ImpactChart(id: "i1\($1)", matrix: ImpactMatrix(items)).svg($0) }
    }

    private static var small: [Picture] {
        both("desk, a histogram") {
            Histogram(id: "h1\($1)", title: "Ratings", counts: [0, 1, 2, 3, 4, 5, 6, 7, 120], median: 7).svg($0)
        }
            + both("desk, nobody") {
                Histogram(id: "h2\($1)", title: "Ratings", counts: Array(repeating: 0, count: 9), median: nil).svg($0)
            }
            + both("desk, the pace of answers") {
                PaceChart(
                    id: "p1\($1)", title: "Pace", times: [10, 20, 21, 22, 50, 80], opened: 0, end: 100, now: 90,
                    present: 12
                ).svg($0)
            }
    }
}
