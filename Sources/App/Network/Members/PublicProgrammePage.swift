import Domain
import Markup
import Web

/// What strangers see of a programme whose organisers opened it: what it is, who belongs to it and since when. No person is named.
struct PublicProgrammePage {
    let visit: Visit
    let programme: ProgrammeRecord
    /// Today.
    let members: [MemberRecord]
    let names: MemberNames

    var answer: Answer {
        var frame = DeskFrame(visit: visit, title: .verbatim(programme.title), path: Paths.publicPage(programme.id))
        frame.styles = ["guide"]
        return frame.answer(
            """
            <div class="head"><h1 dir="auto">\(programme.title)</h1>\
            <p class="meta"><span>\(programme.kindOf.label)</span> \(programme.days.map { "<span>\($0)</span> " as HTML })\(TLP.chip("CLEAR"))</p>\
            \(programme.summary.split(separator: "\n").html { "<p class=\"lede\" dir=\"auto\">\($0)</p>" })</div>
            \(groups)
            """)
    }

    private var groups: HTML {
        let byRole = Dictionary(grouping: members.filter { $0.role != .candidate }, by: \.role)
        return MemberRole.allCases.html { role in
            guard let some = byRole[role] else { return .empty }
            return """
                <section><h2>\(role.label)</h2><ul class="lines">\(some.html { member in
                    """
                    <li><p class="title">\(names.directory.chip(names.country(of: member.ref))) <bdi>\(names.name(member))</bdi></p>\
                    <p class="meta"><span>\(L("since \(DateText.partial(member.since))"))</span></p></li>
                    """
                })</ul></section>
                """
        }
    }
}
