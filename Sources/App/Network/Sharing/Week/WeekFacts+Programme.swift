import Storage
import Web

/// On the home of a programme: what members released, shared, asked and named since the last meeting, as far as the visitor may read it.
extension WeekFacts: ProgrammeNewsFeature {
    /// More than that are counted by their kind.
    private static let mostByTitle = 8

    static func news(of programme: Programme.ID, since: Int64, _ visit: Visit, _ reading: any Reading) throws
        -> [ProgrammeNews.Line]
    {
        guard visit.visitor.account != nil else { return [] }
        let asked = WeekAsked(
            reader: try AccountReader(visit, reading), programmes: [programme], since: since, until: visit.now)
        // Members are told by the journal.
        let items = try WeekNews.items(asked, reading).filter { $0.kind != .member }
        if items.count <= mostByTitle {
            return items.map {
                ProgrammeNews.Line(event: nil, words: $0.kind.label, count: 1, path: $0.path, title: $0.title)
            }
        }
        return Dictionary(grouping: items, by: \.kind).sorted { $0.key < $1.key }.map { kind, items in
            ProgrammeNews.Line(
                event: nil, words: kind.label, count: items.count, path: items.count == 1 ? items[0].path : nil)
        }
    }
}
