import Domain
import Markup
import Web

/// The part of a form that says who may read what is written: marking, audience, and who will see it, which is the answer of ``mayRead``.
struct AudienceField {
    let state: FormState
    /// Those that may be chosen here, from what most read to what fewest do.
    let markings: [String]
    let community: Community
    /// What is written, with its originators and its author; marking and audience are those of the choice.
    let record: Readable
    let now: Int64

    var html: HTML {
        """
        <fieldset class="options" id="marking"><legend>\(L("Who may read it"))</legend>\(markings.html(markingRadio))\
        \(state.error("marking"))</fieldset>\
        <fieldset class="options" id="audience"><legend>\(L("For whom is it?"))</legend>\
        \(radio("audience", "programme", isOn: choice.audience.isProgramme, L("Everybody whom the marking lets read it")))\
        \(radio("audience", "members", isOn: isForMembers, L("Only members that I choose")))\(memberChoice)\
        \(radio("audience", "accounts", isOn: isForAccounts, L("Only persons that I choose")))\(personChoice)\
        \(state.error("audience"))</fieldset>\
        <section class="notice" id="readership" aria-live="polite"><h2>\(L("Who will see this"))</h2>\
        \(ReadershipSection.html(Readership(of: chosen, in: community, now: now)))\
        <p><button class="plain" name="preview" value="1" formnovalidate>\(L("I changed it: show who will see it"))</button></p></section>
        """
    }

    private var choice: AudienceChoice { AudienceChoice(state.values, marking: record.marking) }
    private var isForMembers: Bool { if case .members = choice.audience { true } else { false } }
    private var isForAccounts: Bool { if case .accounts = choice.audience { true } else { false } }

    private var chosen: Readable {
        var record = record
        (record.marking, record.audience) = (choice.marking, choice.audience)
        return record
    }

    private func radio(_ name: String, _ value: String, isOn: Bool, _ label: Message) -> HTML {
        """
        <label><input type="radio" name="\(name)" value="\(value)"\("checked", when: isOn)> <span>\(label)</span></label>
        """
    }

    private func markingRadio(_ marking: String) -> HTML {
        var record = record
        (record.marking, record.audience) = (marking, .programme)
        let readership = Readership(of: record, in: community, now: now)
        return """
            <label><input type="radio" name="marking" value="\(marking)"\("checked", when: choice.marking == marking)> \
            <span>\(TLP.chip(marking)) \(MarkingWords.meaning(marking))\
            \(readership.isPublic || marking == "RED" ? .empty : " <span class=\"muted\">\(L(readership.people, one: "\(readership.people) person with an account", other: "\(readership.people) people with an account"))</span>" as HTML)</span></label>
            """
    }

    private var memberChoice: HTML {
        let chosen = choice.audience.members
        return """
            <details\("open", when: isForMembers)><summary>\(L("Choose members"))</summary><div class="options">\(community.members.html { member in
                "<label><input type=\"checkbox\" name=\"member\" value=\"\(member.ref.description)\"\("checked", when: chosen.contains(member.ref))> <span dir=\"auto\">\(member.name)</span></label>"
            })</div></details>
            """
    }

    private var personChoice: HTML {
        let chosen = choice.audience.accounts
        let shown = community.holders.filter { $0.account.id != record.owner || chosen.contains($0.account.id) }
        return """
            <details\("open", when: isForAccounts)><summary>\(L("Choose persons"))</summary><div class="options">\(shown.html { reader in
                "<label><input type=\"checkbox\" name=\"reader\" value=\"\(reader.account.id)\"\("checked", when: chosen.contains(reader.account.id))> <span dir=\"auto\">\(reader.account.name)</span></label>"
            })</div></details>
            """
    }
}

/// What each marking says of who may read, in a network.
enum MarkingWords {
    static func meaning(_ marking: String) -> Message {
        switch marking {
        case "CLEAR": L("Anybody, also outside the network.")
        case "GREEN": L("Everybody in the network and at its events.")
        case "AMBER": L("Members of the network, not those who only come to its events.")
        case "AMBER+STRICT": L("Only the members from whom it comes, and those that I name.")
        default: L("Only the persons that I name, and nobody else.")
        }
    }
}

/// Who reads something, in words: members, people by name, and how many more.
enum ReadershipSection {
    static func html(_ readership: Readership) -> HTML {
        if readership.isPublic {
            return "<p><strong>\(L("Anybody, also without an account."))</strong></p>"
        }
        return "\(members(readership))\(persons(readership))\(without(readership))"
    }

    /// In one line; folded where they are many.
    private static func told(_ names: [String], _ summary: Message, _ line: Message) -> HTML {
        guard names.count > FoldedList.most else { return "<p dir=\"auto\">\(line)</p>" }
        return FoldedList.html(names.map { "<li><bdi>\($0)</bdi></li>" }, summary)
    }

    private static func members(_ readership: Readership) -> HTML {
        let (with, without) = (readership.members.map(\.name), readership.membersWithout.map(\.name))
        let all = with.count + without.count
        guard all > 0 else { return .empty }
        guard !with.isEmpty else { return "<p>\(L("None of the \(all) members"))</p>" }
        let reading = told(
            with, L("\(with.count) of \(all) members"), L("\(with.count) of \(all) members: \(list: with)"))
        guard !without.isEmpty else { return reading }
        let others = told(
            without, L(without.count, one: "Not: \(without.count) member", other: "Not: \(without.count) members"),
            L("Not: \(list: without)"))
        return "\(reading)<div class=\"muted\">\(others)</div>"
    }

    private static func persons(_ readership: Readership) -> HTML {
        let (named, others) = (readership.named, readership.others)
        let count = L(named.count, one: "\(named.count) person", other: "\(named.count) people")
        let more = L(
            others, one: "\(named.count) people by name, and \(others) more who has a part in an event",
            other: "\(named.count) people by name, and \(others) more who have a part in an event")
        return told(named, others == 0 ? count : more, people(readership))
    }

    private static func people(_ readership: Readership) -> Message {
        let (named, others) = (readership.named, readership.others)
        if named.isEmpty { return L(others, one: "\(others) person", other: "\(others) people") }
        if others == 0 {
            return L(
                named.count, one: "\(named.count) person: \(list: named)",
                other: "\(named.count) people: \(list: named)")
        }
        return L(
            others, one: "\(list: named), and \(others) more who has a part in an event",
            other: "\(list: named), and \(others) more who have a part in an event")
    }

    private static func without(_ readership: Readership) -> HTML {
        guard readership.without > 0 else { return .empty }
        let words = L(
            readership.without,
            one: "\(readership.without) person of the programme will not see it, nor that it exists.",
            other: "\(readership.without) people of the programme will not see it, nor that it exists.")
        return "<p class=\"muted\">\(words)</p>"
    }
}
