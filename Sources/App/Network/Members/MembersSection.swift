import Domain
import Markup
import Web

/// Members counted by what they are: members first, then those beside them.
struct MemberCounts {
    let words: [Message]

    init(_ members: [MemberRecord]) {
        let own = members.count { $0.role.isMember }
        var words: [Message] = [L(own, one: "\(own) member", other: "\(own) members")]
        for role in MemberRole.allCases where !role.isMember {
            let count = members.count { $0.role == role }
            guard count > 0 else { continue }
            words.append(Self.words(role, count))
        }
        self.words = words
    }

    private static func words(_ role: MemberRole, _ count: Int) -> Message {
        switch role {
        case .founding, .member: L(count, one: "\(count) member", other: "\(count) members")
        case .partner: L(count, one: "\(count) partner", other: "\(count) partners")
        case .strategicPartner: L(count, one: "\(count) strategic partner", other: "\(count) strategic partners")
        case .observer: L(count, one: "\(count) observer", other: "\(count) observers")
        case .candidate: L(count, one: "\(count) candidate", other: "\(count) candidates")
        case .funder: L(count, one: "\(count) funder", other: "\(count) funders")
        case .implementer: L(count, one: "\(count) implementer", other: "\(count) implementers")
        case .technicalSupport:
            L(count, one: "\(count) gives technical support", other: "\(count) give technical support")
        }
    }
}

/// On the home of a programme: who belongs to it today.
struct MembersSection {
    let programme: Programme.ID
    /// Today.
    let members: [MemberRecord]
    let names: MemberNames
    let mayKeep: Bool
    /// Those for whom the visitor holds a mandate.
    var own: Set<MemberRef> = []

    /// More are on their own page.
    private static let most = 30

    var html: HTML {
        guard !members.isEmpty || mayKeep else { return .empty }
        let counts: HTML =
            members.isEmpty
            ? "<a href=\"\(Paths.newProgrammeMember(programme))\">\(L("Add who belongs to it"))</a>"
            : "<a href=\"\(Paths.programmeMembers(programme))\">\(Message.list(MemberCounts(members).words, .commas))</a>"
        return """
            <section id="members"><h2>\(L("Members today"))</h2>\(acting)<p>\(counts)</p>\
            <p class="meta">\(members.prefix(Self.most).html { member in
                "<span class=\"chip wrap\" dir=\"auto\">\(names.name(member))</span> "
            })\(members.count > Self.most ? "<span>\(L("and \(members.count - Self.most) more"))</span>" as HTML : .empty)</p></section>
            """
    }

    private var acting: HTML {
        let links = members.filter { own.contains($0.ref) }.map { member -> HTML in
            "<a href=\"\(Paths.programmeMember(programme, member.id))\"><bdi>\(names.name(member))</bdi></a>"
        }
        guard !links.isEmpty else { return .empty }
        return "<p>\(L("You hold a mandate for \(list: links)."))</p>"
    }
}
