@testable import App
import Domain
import Markup
import Web

/// What people really type, and what they never should: for the tests of charts and for the gallery.
enum ChartSamples {
    static let titles: [String] = [
        "Hospitals learn of an incident from arriving patients or the news before any official call",
        "The same word means different things in each sector: alert, incident, zone, contaminated",
        "Duty contact lists are out of date within months", "No shared secure channel in the first two hours",
        "Liaison officers are sent without a mandate, without access and without a deputy",
        "Stockpile data are known to one ministry only",
        "So many situation reports arrive that the important change is overlooked",
        "It is unclear which patient data may lawfully go to investigators, and who decides",
    ]

    static let hostile: [String] = [
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsordnung",
        "لا توجد قناة آمنة مشتركة في الساعتين الأوليين بعد الحادث، ولا يعرف أحد من يقرر.",
        "最初の二時間に安全な共有チャネルがないため、保健当局と警察は互いに連絡できず、誰が決定するのかも明らかではない。", "?",
        "בשעות הראשונות אין ערוץ מאובטח משותף",
        "Нет общего защищённого канала связи в первые два часа после происшествия", "WWWWWWWWWWWWWWWWWWWWWWWW MMMMMMMM",
        String(
            String(
                repeating: "Officers who are sent across the border have no mandate and no common radio procedure. ",
                count: 3
            ).prefix(200)),
    ]

    static func long(_ count: Int) -> [String] { (1...count).map { "\($0) \(hostile[7])" } }

    static func slope(
        _ titles: [String], _ size: ChartSize, room: Double? = nil, id: String = "s", columns: Int = 3,
        rank: (Int, Int) -> Int = { row, column in
            column == 0 ? row + 1 : (row * (column + 2) + column) % 7 + row / 7 * 7 + 1
        },
        isTied: Bool = false
    ) -> SlopeChart {
        SlopeChart(
            id: id, title: "Ranks", columns: Array(["People", "Sectors equal", "Countries equal"].prefix(columns)),
            rows: titles.enumerated().map { index, title in
                .init(
                    label: title, language: "en", ranks: (0..<columns).map { rank(index, $0) },
                    isTied: Array(repeating: isTied, count: columns))
            },
            legend: .init(
                lead: "among the first three in the last column", lost: "among the first three by people only"),
            size: size, room: room)
    }

    static func fields(
        _ values: [(importance: Double, feasibility: Double)], _ size: ChartSize = .phone, id: String = "m"
    )
        -> MatrixChart
    {
        MatrixChart(
            id: id, title: "Importance and feasibility", acrossLabel: "Feasibility", upLabel: "Importance",
            fields: .init(
                both: "Important and feasible", important: "Important, but hard",
                feasible: "Feasible, but less important",
                neither: "Less important, and hard"),
            points: values.enumerated().map { index, value in
                .init(
                    number: index + 1, label: (titles + hostile)[index % (titles.count + hostile.count)],
                    language: "en",
                    importance: value.importance, feasibility: value.feasibility)
            }, size: size, room: 560)
    }

    static func exchangeRows(_ titles: [String], _ countries: Int) -> [ExchangeChart.Row] {
        titles.enumerated().map { index, title in
            .init(
                label: "\(index + 1)  \(title)", language: "en",
                cells: (0..<countries).map { country in
                    .init(
                        planned: (country + index) % 3 == 0 ? 1 : 0, adopted: (country * index) % 4 == 1 ? 1 : 0,
                        actedOn: 0,
                        present: (country + 2 * index) % 5 == 0 ? 1 : 0, solved: (country + index) % 7 == 2 ? 1 : 0)
                })
        }
    }

    /// Codes of so many countries.
    static func countries(_ count: Int) -> [String] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return (0..<count).map { "\(letters[$0 / 8])\(letters[$0 % 26])" }
    }

    /// The sizes of all letters of a picture.
    static func letters(_ svg: String) -> [Double] {
        svg.matches(of: /font-size="([0-9.]+)"/).compactMap { Double($0.1) }
    }
}
