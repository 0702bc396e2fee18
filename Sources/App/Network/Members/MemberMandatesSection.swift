import Domain
import Markup
import Web

/// Who acts for the members of a programme on a day, below their list.
struct MemberMandatesSection {
    /// Past so many lines they are folded.
    private static let most = 12

    let programme: Programme.ID
    /// Those that are shown, in their order.
    let members: [MemberRecord]
    let names: MemberNames
    /// Those of the day.
    let mandates: [SeenMandate]

    private var rows: [(member: MemberRecord, seen: SeenMandate)] {
        let byMember = Dictionary(grouping: mandates) { MemberRef($0.holder) }
        return members.flatMap { member in
            (byMember[member.ref] ?? []).sorted { $0.rank < $1.rank }.map { (member: member, seen: $0) }
        }
    }

    var html: HTML {
        let rows = self.rows
        guard !rows.isEmpty else { return .empty }
        let held = L(rows.count, one: "\(rows.count) mandate", other: "\(rows.count) mandates")
        return """
            <section id="mandates"><h2>\(L("Who acts for them"))</h2>\(rows.count > Self.most
                ? "<details><summary>\(held)</summary>\(table(rows))</details>" as HTML : table(rows))</section>
            """
    }

    private func table(_ rows: [(member: MemberRecord, seen: SeenMandate)]) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Who acts for them").string())"><table class="stack">\
        <thead><tr><th scope="col">\(L("Member"))</th><th scope="col">\(L("Person"))</th>\
        <th scope="col">\(L("Function"))</th><th scope="col">\(L("Time", context: "from when to when"))</th></tr></thead>\
        <tbody>\(rows.html { row($0.member, $0.seen) })</tbody></table></div>
        """
    }

    private func row(_ member: MemberRecord, _ seen: SeenMandate) -> HTML {
        """
        <tr><th scope="row"><a href="\(Paths.programmeMember(programme, member.id))" dir="auto">\(names.name(member))</a></th>\
        <td data-label="\(L("Person").string())"><span dir="auto">\(seen.who)</span></td>\
        <td data-label="\(L("Function").string())"><span>\(seen.role.label)</span></td>\
        <td data-label="\(L("Time", context: "from when to when").string())"><span>\(MandateDays.words(seen.mandate.since, seen.mandate.until))</span></td></tr>
        """
    }
}

extension SeenMandate {
    /// Who speaks for a member stands before who works for it.
    fileprivate var rank: Int { MandateRole.allCases.firstIndex(of: role) ?? 0 }
}
