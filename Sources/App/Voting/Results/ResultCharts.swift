import Domain
import Markup
import Web

/// Turns counted results into pictures, and the tables behind them.
extension ResultWords {
    /// The shown sectors in the order in which the organiser has them.
    var sectorTallies: [GroupTally] { part.sectorTallies.sorted { place($0.name) < place($1.name) } }

    /// Pairs of sectors in that order.
    var pairs: [SectorAgreement] {
        func places(_ pair: SectorAgreement) -> [SectorPlace] { inOrder([pair.first, pair.second]).map(place) }
        return part.pairs.sorted { places($0).lexicographicallyPrecedes(places($1)) }
    }

    func inOrder(_ sectors: some Sequence<String>) -> [String] { sectors.sorted { place($0) < place($1) } }

    /// Sectors that nobody arranged stand last, by their code.
    private func place(_ sector: String) -> SectorPlace {
        SectorPlace(slot: names.sectors.firstIndex { $0.code == sector } ?? .max, code: sector)
    }

    private struct SectorPlace: Comparable {
        let slot: Int
        let code: String

        static func < (one: Self, other: Self) -> Bool { (one.slot, one.code) < (other.slot, other.code) }
    }

    /// The slope chart of the readings that may be shown; nothing where there is only one or nothing to show.
    /// - Parameters:
    ///   - id: unique on the page.
    ///   - room: how high the picture may be; nothing where it has room for all.
    func slope(id: String, size: ChartSize = .desk, room: Double? = nil) -> SlopeChart? {
        guard result.isShown, part.readings.count >= 2, result.items.count >= 2 else { return nil }
        let rows = part.order.map { item in
            SlopeChart.Row(
                label: result.items[item].title, language: result.items[item].language,
                ranks: part.readings.map { $0.ranks[item] }, isTied: part.readings.map { part.isTied(item, in: $0) })
        }
        return SlopeChart(
            id: id,
            title: part.isOfPlay
                ? L("Rank in each reading").string()
                : L("The rank of each issue by people, with sectors equal, and with countries equal.").string(),
            columns: part.readings.map { part.label($0.reading).string() }, rows: rows,
            legend: SlopeChart.Legend(
                lead: L("among the first three in the last column").string(),
                lost: L("among the first three by people only").string()),
            size: size, room: room)
    }

    /// What the plot of means shows.
    var ratedBy: Message {
        part.isOfPlay ? L("The mean rating of each function and role") : L("The mean rating of each sector")
    }

    /// Each shown sector's mean rating per issue.
    func dotPlot(id: String) -> DotPlot? {
        guard result.isShown, part.method == .rating, part.sectorTallies.count >= 2 else { return nil }
        let rows = part.order.map { item in
            DotPlot.Row(
                label: result.items[item].title, language: result.items[item].language,
                marks: sectorTallies.compactMap { sector in
                    sector.scores[item].map { DotPlot.Mark(hue: names.sector(sector.name)?.hue ?? 8, value: $0.double) }
                })
        }
        return DotPlot(
            id: id, title: (part.isOfPlay ? ratedBy : L("The mean rating of each issue in each sector.")).string(),
            range: 1...9, rows: rows)
    }

    func histogram(_ item: Int, id: String) -> Histogram? {
        guard result.isShown, part.mayShowRatings(of: item) else { return nil }
        let summary = part.summaries[item]
        return Histogram(
            id: id, title: L("How many gave each rating to: \(result.items[item].title)").string(),
            counts: summary.histogram,
            median: summary.median?.double)
    }

    func matrix(id: String, size: ChartSize = .phone, room: Double = 0) -> MatrixChart? {
        guard result.isShown, let feasibility = result.feasibility, let up = part.tally.people,
            let across = feasibility.tally.people
        else { return nil }
        let points = result.items.indices.compactMap { item -> MatrixChart.Point? in
            guard part.mayShowRatings(of: item), feasibility.mayShowRatings(of: item), let importance = up.scores[item],
                let ease = across.scores[item]
            else { return nil }
            return MatrixChart.Point(
                number: result.items[item].position, label: result.items[item].title,
                language: result.items[item].language, importance: importance.double, feasibility: ease.double)
        }
        return MatrixChart(
            id: id, title: L("Each issue by its mean importance and its mean feasibility.").string(),
            acrossLabel: L("Feasibility").string(), upLabel: L("Importance").string(),
            fields: MatrixChart.Fields(
                both: L("Important and feasible").string(), important: L("Important, but hard").string(),
                feasible: L("Feasible, but less important").string(), neither: L("Less important, and hard").string()),
            points: points, size: size, room: room)
    }

    /// The answer of importance and feasibility in one sentence.
    static func both(_ chart: MatrixChart) -> Message {
        let count = chart.points.count(where: chart.isBoth)
        guard count > 0 else { return L("No issue is both more important and more feasible than the average.") }
        return L(
            count, one: "\(count) issue is both important and feasible.",
            other: "\(count) issues are both important and feasible.")
    }

    /// The ranks in each reading; on a phone it is the whole picture.
    func readingsTable() -> HTML {
        """
        <table class="readings"><caption>\(L("Rank in each reading"))</caption><thead><tr><th scope="col">\(L("Issue"))</th>\
        \(part.readings.html { "<th scope=\"col\">\(part.label($0.reading))</th>" })</tr></thead><tbody>\
        \(part.order.html { item in
            """
            <tr><th scope="row" lang="\(result.items[item].language)" dir="auto">\(result.items[item].title)</th>\
            \(part.readings.html { "<td>\(rankMark(item, $0))</td>" })</tr>
            """
        })</tbody></table>
        """
    }

    private func rankMark(_ item: Int, _ reading: ReadingTally) -> HTML {
        let own = part.readings.first?.ranks[item] ?? 0
        let rank = reading.ranks[item]
        let text = part.rankText(item, in: reading)
        if rank == own { return "<span class=\"rankmark\">\(text)</span>" }
        let (name, words): (String, Message) =
            rank < own ? ("rise", L("higher than by people")) : ("fall", L("lower than by people"))
        return "<span class=\"rankmark \(name)\">\(text)<span class=\"sr\"> (\(words))</span></span>"
    }

    /// The sectors with their hue and shape, as a key under a chart.
    func key() -> HTML {
        """
        <ul class="key">\(sectorTallies.html { sector in
            "<li>\(self.sector(sector.name)) \(sector.ballots)</li>"
        })</ul>
        """
    }
}
