import Domain
import Markup
import Storage
import Web

/// What the library has on the area of a working group, on its page: practices, publications, cases and materials of its programme that the
/// visitor may read.
enum GroupShelfFacts: WorkingGroupSectionFeature {
    private static let most = 8

    static func section(of group: WorkingGroupRecord, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard let area = group.area else { return .empty }
        let tree = try AreaTree(reading)
        let within = tree.within(area)
        let programme = try ProgrammeStore(reading).programme(group.programme)
        let items = try LibraryShelves.items(LibraryAsked(visit, [programme], reading), reading)
            .filter { !within.isDisjoint(with: $0.areas) }
        guard !items.isEmpty else { return .empty }
        let all = Paths.library() + QueryText.of([("area", tree.area(area)?.code ?? "")])
        return """
            <section id="shelf"><h2>\(L("Library"))</h2><ul class="lines">\(items.prefix(most).html { item in
                """
                <li><p class="title" dir="auto"><a href="\(item.path)">\(item.title)</a></p>\
                <p class="meta"><span>\(item.shelf.label)</span> \(TLP.chip(item.marking))</p></li>
                """
            })</ul><p><a href="\(all)">\(L("All on this area in the library"))</a></p></section>
            """
    }
}
