import Domain
import Markup
import Storage
import Web

/// What is missing in a network on a day, for who organises or coordinates it: members for whom nobody speaks, mandates that wait to be
/// confirmed, people who are proposed, working groups without a chair.
struct MembersMissingSection: Sendable {
    /// For whom nobody speaks.
    private let silent: [MemberRecord]
    private let due: [MandateRecord]
    private let proposed: Int
    private let programme: Programme.ID
    private let leaderless: [WorkingGroupRecord]

    init(of programme: Programme.ID, _ held: [MandateRecord], on day: String, _ reading: any Reading) throws {
        self.programme = programme
        let members = try MemberStore(reading).members(of: programme, on: day)
        let spoken = Set(
            held.filter { $0.role.speaks && $0.person != nil && $0.state == .active }.compactMap {
                MemberRef($0.holder)
            })
        silent = members.filter { !spoken.contains($0.ref) }
        due = held.filter { $0.isReviewDue(on: day) || $0.state == .suspended }
        let refs = Set(members.map(\.ref))
        proposed = try MandateStore(reading).mandates(in: programme).count { mandate in
            mandate.state == .proposed
                && (mandate.programme == programme || MemberRef(mandate.holder).map(refs.contains) ?? false)
        }
        let chaired = Set(held.filter { $0.role == .groupChair && $0.person != nil }.compactMap(\.holder.group))
        leaderless = try WorkingGroupStore(reading).groups(of: programme).filter {
            $0.state == .active && !chaired.contains($0.id)
        }
    }

    private var isNothing: Bool { silent.isEmpty && due.isEmpty && proposed == 0 && leaderless.isEmpty }

    func html(_ names: MemberNames) -> HTML {
        guard !isNothing else { return .empty }
        return """
            <section id="missing"><h2>\(L("What is missing"))</h2><ul class="lines">\(silence(names))\
            \(due.isEmpty ? .empty : line(L(due.count, one: "\(due.count) mandate to be confirmed", other: "\(due.count) mandates to be confirmed")))\
            \(proposed == 0 ? .empty : line(L(proposed, one: "\(proposed) person proposed waits for an answer", other: "\(proposed) people proposed wait for an answer")))\
            \(leaderless.html { group in
                """
                <li><p class="title"><span dir="auto">\(group.title)</span></p>\
                <p class="meta"><span class="state warn">\(L("No chair"))</span></p></li>
                """
            })</ul></section>
            """
    }

    private func line(_ words: Message) -> HTML { "<li><p class=\"title\">\(words)</p></li>" }

    private func silence(_ names: MemberNames) -> HTML {
        guard !silent.isEmpty else { return .empty }
        let told = L(
            silent.count, one: "\(silent.count) member without anybody who speaks for it",
            other: "\(silent.count) members without anybody who speaks for them")
        return """
            <li><details><summary>\(told)</summary><p>\(silent.html { member in
                "<a href=\"\(Paths.programmeMember(programme, member.id))\" dir=\"auto\">\(names.name(member))</a> "
            })</p></details></li>
            """
    }
}
