import Domain
import Markup
import Storage
import Web

/// One plan for those who run the room: why it is balanced, who sits where, and everything that can be changed by hand. The same
/// on the console and on the plan's own page.
struct GroupPlanSection {
    let event: EventRecord
    let plan: GroupPlanRecord
    let groups: [BreakoutGroupRecord]
    let people: GroupPeople
    let priorities: [PriorityRecord]
    let names: DirectoryNames
    /// On the console the answer is its regions; on the page the forms lead back to it.
    let isPage: Bool

    init(
        _ event: EventRecord, _ plan: GroupPlanRecord, names: DirectoryNames, isPage: Bool = false,
        _ reading: any Reading
    ) throws {
        self.event = event
        self.plan = plan
        self.names = names
        self.isPage = isPage
        groups = try GroupStore(reading).groups(of: plan.id)
        people = try GroupPeople(event.id, reading)
        priorities = try PriorityStore(reading).priorities(of: event.id)
    }

    /// Who has come since, or was taken out of a group.
    var ungrouped: [ParticipantRecord] { people.seats.filter { seat in !groups.contains { $0.holds(seat.id) } } }

    private var words: GroupWords { GroupWords(groups: groups, balance: people.balance(of: groups), names: names) }

    var html: HTML {
        """
        <section id="plan" data-seating><div class="head">\(heading)\
        <ul class="plain-list balance-words">\(words.overall.html { "<li>\($0)</li>" })</ul></div>\
        \(latecomers)<ul class="seating">\(groups.html(card))</ul>\(mover)\(foot)\
        \(table)<details id="how-proposed"><summary>\(L("How groups are proposed"))</summary><p class="hint">\(GroupWords.method)</p></details></section>
        """
    }

    /// The plan's own page has its name already.
    private var heading: HTML {
        guard isPage else { return "<h2 dir=\"auto\">\(plan.label) \(state)</h2>" }
        return "<p>\(state)</p>"
    }

    private var state: HTML {
        plan.isInUse
            ? "<span class=\"state good\">\(L("In use"))</span>" : "<span class=\"state\">\(L("Not in use"))</span>"
    }

    private var back: HTML { isPage ? "<input type=\"hidden\" name=\"back\" value=\"plan\">" : .empty }

    private func form(_ id: String, _ action: String, kind: String? = nil, _ content: HTML) -> HTML {
        """
        <form id="\(id)"\("class", value: kind) method="post" action="\(action)"\("data-send", when: !isPage)>\(back)\(content)</form>
        """
    }

    // MARK: Who has no group

    private var latecomers: HTML {
        guard !ungrouped.isEmpty else { return .empty }
        let count = ungrouped.count
        let face = GroupFace(names: names, showsNames: true)
        return """
            <div class="notice warn"><h3>\(L(count, one: "\(count) person is not in a group", other: "\(count) people are not in a group"))</h3>\
            <ul class="lines">\(ungrouped.html { person in
                """
                <li class="between" data-seat="\(person.id)"><span>\(face.html(person))</span>\
                \(form("late-\(person.id)", GroupPaths.latecomers(event.id, plan.id), """
                    <input type="hidden" name="participant" value="\(person.id)"><button>\(L("Put into the smallest group"))</button>
                    """))</li>
                """
            })</ul>\(count > 1 ? form("late-all", GroupPaths.latecomers(event.id, plan.id), "<button>\(L("Place all of them"))</button>") : .empty)</div>
            """
    }

    // MARK: Balance

    private var table: HTML {
        let words = words
        let hasOther = groups.contains { $0.members.contains { names.sector($0.sector) == nil } }
        let sectors = names.sectors.filter { sector in
            groups.contains { $0.members.contains { $0.sector == sector.code } }
        }
        return """
            <details id="balance"\("open", when: isPage)><summary>\(L("Balance of the groups"))</summary><div class="scroll" tabindex="0" role="region" \
            aria-label="\(L("Balance of the groups").string())"><table class="stack"><thead><tr><th scope="col">\(L("Group"))</th>\
            <th scope="col" class="num">\(L("People"))</th>\(sectors.html { "<th scope=\"col\" class=\"num\">\($0.html)</th>" })\
            \(hasOther ? "<th scope=\"col\" class=\"num\">\(L("Not stated"))</th>" : .empty)<th scope="col">\(L("Countries"))</th>\
            <th scope="col">\(L("Language"))</th></tr></thead><tbody>\(zip(groups, words.balance.parts).map { ($0, $1) }.html { group, part in
                """
                <tr><th scope="row"><bdi>\(group.label)</bdi></th><td class="num" data-label="\(L("People").string())">\(part.size)</td>\
                \(sectors.html { "<td class=\"num\" data-label=\"\($0.label.string())\">\(part.sectors[$0.code] ?? 0)</td>" })\
                \(hasOther ? "<td class=\"num\" data-label=\"\(L("Not stated").string())\">\(group.members.count { names.sector($0.sector) == nil })</td>" : .empty)\
                <td data-label="\(L("Countries").string())"><span>\(countries(group))</span></td>\
                <td data-label="\(L("Language").string())"><span>\(language(part))</span></td></tr>
                """
            })</tbody></table></div></details>
            """
    }

    private func countries(_ group: BreakoutGroupRecord) -> HTML {
        let counts = Dictionary(group.members.compactMap(\.country).map { ($0, 1) }, uniquingKeysWith: +)
        return counts.sorted { $0.key < $1.key }.map { country, count in
            count > 1 ? "\(names.chip(country))<b>×\(count)</b>" : names.chip(country)
        }.joined(separator: " ")
    }

    private func language(_ part: GroupBalance.Part) -> HTML {
        guard let language = part.language else { return "–" }
        let without = part.withoutLanguage.count
        return """
            <span lang="\(language)">\(ContributionLanguage.name(language))</span>\
            \(without == 0 ? .empty : " <span class=\"state warn\">\(L(without, one: "\(without) does not speak it", other: "\(without) do not speak it"))</span>")
            """
    }

    // MARK: Moving people

    /// Without JavaScript, and by keyboard; dragging a person on a group sends the same form.
    private var mover: HTML {
        guard groups.count > 1 || !ungrouped.isEmpty else { return .empty }
        let seated = groups.flatMap(\.members) + ungrouped
        return form(
            "mover", GroupPaths.members(event.id, plan.id), kind: "inline",
            """
            <div class="field"><label for="mover-participant">\(L("Move"))</label><select id="mover-participant" name="participant">\
            \(seated.sorted { $0.name < $1.name }.html { "<option value=\"\($0.id)\">\($0.name)\($0.country.map { " (\($0))" } ?? "")</option>" })</select></div>\
            <div class="field"><label for="mover-group">\(L("to"))</label><select id="mover-group" name="group">\
            \(groups.html { "<option value=\"\($0.id)\">\($0.label)</option>" })<option value="">\(L("no group"))</option></select></div>\
            <button>\(L("Move"))</button><p class="hint">\(L("Or drag a person to another group."))</p>
            """)
    }

    // MARK: One group

    private func card(_ group: BreakoutGroupRecord) -> HTML {
        let face = GroupFace(names: names, showsNames: true)
        return """
            <li class="table-card" id="group-\(group.id)" data-group="\(group.id)"><h3><bdi>\(group.label)</bdi>\
            \(group.place.isEmpty ? .empty : " <span class=\"muted small\" dir=\"auto\">\(group.place)</span>")</h3>\
            <p class="meta">\(words.line(group))</p>\
            <ul class="members">\(group.members.html { person in
                "<li data-seat=\"\(person.id)\"><span>\(face.html(person))</span>\(duty(person, group))</li>"
            })</ul>\
            \(group.priorities.isEmpty ? "<p class=\"muted small\">\(L("No priority issue yet"))</p>" : issues(group))\
            <details id="change-\(group.id)"><summary>\(L("Change"))</summary>\(fields(group))\(removal(group))</details></li>
            """
    }

    private func duty(_ person: ParticipantRecord, _ group: BreakoutGroupRecord) -> HTML {
        """
        \(person.isMissing && !people.isForInvited ? " <span class=\"state open\">\(L("not here yet"))</span>" : .empty)\
        \(person.id == group.rapporteur ? " <span class=\"chip\">\(L("Rapporteur"))</span>" : .empty)\
        \(person.id == group.facilitator ? " <span class=\"chip\">\(L("Facilitator"))</span>" : .empty)
        """
    }

    private func issues(_ group: BreakoutGroupRecord) -> HTML {
        """
        <ul class="plain-list small">\(group.priorities.html { issue in
            priorities.first { $0.issue == issue }.map { "<li lang=\"\($0.language)\" dir=\"auto\">\($0.title)</li>" } ?? .empty
        })</ul>
        """
    }

    private func fields(_ group: BreakoutGroupRecord) -> HTML {
        let id = group.id.description
        let duties: [(String, Message, Participant.ID?)] = [
            ("rapporteur", L("Rapporteur"), group.rapporteur), ("facilitator", L("Facilitator"), group.facilitator),
        ]
        return form(
            "fields-\(id)", GroupPaths.group(event.id, group.id), kind: "form",
            """
            <div class="row"><div class="field"><label for="name-\(id)">\(L("Name", context: "thing"))</label><input id="name-\(id)" dir="auto" name="name" maxlength="60" \
            value="\(group.name)" placeholder="\(L("Group \(group.number)").string())" dir="auto"></div>\
            <div class="field"><label for="place-\(id)">\(L("Room or table"))</label><input id="place-\(id)" dir="auto" name="place" maxlength="80" \
            value="\(group.place)" dir="auto"></div></div>\
            <div class="row">\(duties.html { name, label, chosen in
                """
                <div class="field"><label for="\(name)-\(id)">\(label)</label><select id="\(name)-\(id)" name="\(name)">\
                <option value="">\(L("nobody yet"))</option>\(group.members.html { "<option value=\"\($0.id)\"\("selected", when: $0.id == chosen)>\($0.name)</option>" })</select></div>
                """
            })<div class="field"><label for="language-\(id)">\(L("Language"))</label><select id="language-\(id)" name="language">\
            <option value="">\(L("Not stated"))</option>\(ContributionLanguage.all.html { "<option value=\"\($0.tag)\" lang=\"\($0.tag)\"\("selected", when: $0.tag == group.language)>\($0.ownName)</option>" })</select></div></div>\
            \(priorities.isEmpty ? .empty : choice(group))<div class="actions"><button>\(L("Save the group"))</button></div>
            """)
    }

    private func choice(_ group: BreakoutGroupRecord) -> HTML {
        """
        <fieldset class="options"><legend>\(L("Works on"))</legend><input type="hidden" name="chooses" value="1">\(priorities.html { priority in
            """
            <label><input type="checkbox" name="issue" value="\(priority.issue)"\("checked", when: group.priorities.contains(priority.issue))> \
            <span lang="\(priority.language)" dir="auto">\(priority.title)</span></label>
            """
        })</fieldset>
        """
    }

    private func removal(_ group: BreakoutGroupRecord) -> HTML {
        guard group.members.isEmpty, groups.count > 1 else { return .empty }
        return form(
            "remove-\(group.id)", GroupPaths.groupRemoval(event.id, group.id),
            "<button class=\"plain danger\">\(L("Remove this empty group"))</button>")
    }

    // MARK: The plan

    private var foot: HTML {
        """
        <div class="actions">\(priorities.isEmpty ? .empty : form("spread", GroupPaths.spreading(event.id, plan.id), "<button>\(L("Spread the priorities over the groups"))</button>"))\
        \(form("add-group", GroupPaths.planGroups(event.id, plan.id), "<button>\(Icon.svg("plus")) \(L("Add a group"))</button>"))\
        <a class="button" href="\(GroupPaths.sheet(event.id, plan.id))">\(Icon.svg("paper")) \(L("Page to print"))</a>\
        \(form("copy", GroupPaths.copy(event.id, plan.id), "<button class=\"plain\">\(Icon.svg("copy")) \(L("Copy for another session"))</button>"))\
        \(plan.isInUse ? .empty : form("discard", GroupPaths.discarding(event.id, plan.id), "<button class=\"plain danger\">\(L("Discard this plan"))</button>"))</div>\
        <details id="name-plan"><summary>\(L("Name this plan"))</summary>\(form("plan-title", GroupPaths.plan(event.id, plan.id), kind: "form", """
            <div class="row"><div class="field"><label for="plan-name">\(L("Name", context: "thing"))</label><input id="plan-name" name="title" maxlength="80" value="\(plan.title)" dir="auto"></div>\
            <div class="field"><label for="plan-note">\(L("Note"))</label><input id="plan-note" name="note" maxlength="300" value="\(plan.note)" dir="auto"></div></div>\
            <div class="actions"><button>\(L("Save"))</button></div>
            """))\(plan.note.isEmpty ? .empty : "<p class=\"muted\" dir=\"auto\">\(plan.note)</p>")</details>
        """
    }
}
