import Domain
import Markup
import Storage
import Web

/// The groups stage: which issues come first, and who works on them with whom.
enum GroupsScreen: StageScreen {
    static let stage = WorkshopStage.groups
    static var announcement: Message { L("Groups have been made") }

    // MARK: Participant

    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML {
        let groups = try GroupStore(reading).groups(of: room.event.id)
        let priorities = try PriorityStore(reading).priorities(of: room.event.id)
        let face = GroupFace(names: room.names, showsNames: room.event.namesShown)
        let own = groups.first { $0.holds(seat.id) }
        let list = own.map { own in
            OwnGroup(group: own, seat: seat.id, face: face, priorities: priorities, room: room).html
        }
        return """
            \(list ?? waiting(seat, hasGroups: !groups.isEmpty))\
            \(own == nil ? issues(priorities, room) : .empty)\(groups.isEmpty ? .empty : everybody(groups, face, own: own?.id))
            """
    }

    private static func waiting(_ seat: Visitor.Seat, hasGroups: Bool) -> HTML {
        guard hasGroups else {
            return """
                <div class="head"><h1>\(L("Groups are being made"))</h1>\
                <p class="lede">\(L("This page shows your group by itself in a moment."))</p></div>
                """
        }
        return """
            <div class="head"><h1>\(L("The room works in groups now"))</h1><p class="lede">\
            \(seat.role.contributes ? L("You are not in a group yet. Tell the facilitator: one tap is enough.") : L("You are an observer: go to any table you like."))</p></div>
            """
    }

    private static func issues(_ priorities: [PriorityRecord], _ room: Room) -> HTML {
        guard !priorities.isEmpty else { return .empty }
        return """
            <section><h2>\(L("What the room ranked first"))</h2><ol class="lines">\(priorities.html { priority in
                "<li class=\"title\" lang=\"\(priority.language)\" dir=\"auto\">\(priority.title)</li>"
            })</ol></section>
            """
    }

    private static func everybody(_ groups: [BreakoutGroupRecord], _ face: GroupFace, own: BreakoutGroup.ID?) -> HTML {
        """
        <details id="all-groups"><summary>\(L("All groups"))</summary><ul class="lines">\(groups.html { group in
            """
            <li><h3><bdi>\(group.label)</bdi>\(group.place.isEmpty ? .empty : " <span class=\"muted small\" dir=\"auto\">\(group.place)</span>")\
            \(group.id == own ? " <span class=\"state good\">\(L("your group"))</span>" : .empty)</h3>\
            <ul class="plain-list small">\(group.members.html { "<li>\(face.html($0))</li>" })</ul></li>
            """
        })</ul></details>
        """
    }

    /// Everything that a participant's page tells of the groups.
    static func state(_ room: Room, _ reading: any Reading) throws -> String {
        let groups = try GroupStore(reading).groups(of: room.event.id)
        let priorities = try PriorityStore(reading).priorities(of: room.event.id)
        var hash = StateHash()
        hash.add("\(room.event.namesShown)")
        for priority in priorities { hash.add("\(priority.issue)\(priority.title)") }
        for group in groups {
            hash.add(
                "\(group.id)\(group.name)|\(group.place)|\(group.language)|\(group.rapporteur?.description ?? "-")")
            hash.add(group.facilitator?.description ?? "-")
            for member in group.members { hash.add("\(member.id)\(member.name)") }
            for issue in group.priorities { hash.add(issue.description) }
        }
        return hash.text
    }

    // MARK: Console

    static func console(
        _ room: Room, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> StageConsole {
        let section = try GroupConsoleSection(room, reading)
        return StageConsole(
            stage: section.stage, work: section.work, actions: section.actions, isReady: section.isReady)
    }

    // MARK: Projector

    static func projector(_ room: Room, join: JoinAddress, now: Int64, _ reading: any Reading) throws -> ProjectorScene
    {
        let groups = try GroupStore(reading).groups(of: room.event.id)
        let priorities = try PriorityStore(reading).priorities(of: room.event.id)
        let chart = SeatingChart(
            groups: groups, room: room, numbers: try CardNumberStore(reading).printed(of: room.event.id))
        let content = groups.isEmpty ? first(priorities) : chart.html
        return ProjectorScene(
            about: !groups.isEmpty
                ? chart.showsNumbers ? L("Find your group by the number on your name card") : L("Find your group")
                : priorities.isEmpty ? .verbatim("") : L("What the room ranked first"),
            label: WorkshopStage.groups.eventLabel, content: content)
    }

    private static func first(_ priorities: [PriorityRecord]) -> HTML {
        guard !priorities.isEmpty else {
            return """
                <div class="room-grid"><div><h1>\(L("We form groups"))</h1>\
                <p class="lede">\(L("Your phone shows your group in a moment."))</p></div></div>
                """
        }
        return """
            <div><ol class="lines first-issues">\(priorities.prefix(6).html { priority in
                "<li><p class=\"clamp\" lang=\"\(priority.language)\" dir=\"auto\">\(priority.title)</p></li>"
            })</ol>\(priorities.count > 6 ? "<p class=\"muted\">\(L(priorities.count - 6, one: "and \(priorities.count - 6) more", other: "and \(priorities.count - 6) more"))</p>" : .empty)</div>
            """
    }
}

/// A participant's own group.
struct OwnGroup {
    let group: BreakoutGroupRecord
    let seat: Participant.ID
    let face: GroupFace
    let priorities: [PriorityRecord]
    let room: Room

    var html: HTML {
        let own = group.priorities.compactMap { issue in priorities.first { $0.issue == issue } }
        return """
            <div class="head"><p class="muted">\(L("Your group"))</p><h1><bdi>\(group.label)</bdi></h1>\
            \(group.place.isEmpty ? .empty : "<p class=\"lede\" dir=\"auto\">\(group.place)</p>")\(duty)</div>\
            \(own.isEmpty ? .empty : """
                <section><h2>\(L(own.count, one: "Your issue", other: "Your issues"))</h2><ul class="lines">\(own.html(issue))</ul></section>
                """)\
            <section><h2>\(L("In your group"))</h2><ul class="lines">\(group.members.filter { $0.id != seat }.html(member))</ul>\
            \(group.language.isEmpty ? .empty : """
                <p class="muted">\(L("The group speaks")) <span lang="\(group.language)">\(ContributionLanguage.name(group.language))</span></p>
                """)</section>
            """
    }

    private var duty: HTML {
        if group.rapporteur == seat {
            return "<p class=\"notice good\">\(L("You are the rapporteur: you write down what the group says."))</p>"
        }
        if group.facilitator == seat {
            return
                "<p class=\"notice good\">\(L("You lead the discussion in this group, and make sure that everybody has a say."))</p>"
        }
        return .empty
    }

    private func issue(_ priority: PriorityRecord) -> HTML {
        let topic = room.topics.first { $0.id == priority.topic }
        return """
            <li class="issue"><p class="title" lang="\(priority.language)" dir="auto">\(priority.title)</p>\
            <p class="meta">\(topic.map { "<span>\(L("Topic \($0.position)"))</span>" as HTML })</p></li>
            """
    }

    private func member(_ person: ParticipantRecord) -> HTML {
        """
        <li class="between"><span>\(face.html(person))</span>\
        \(person.id == group.rapporteur ? "<span class=\"chip\">\(L("Rapporteur"))</span>" : .empty)\
        \(person.id == group.facilitator ? "<span class=\"chip\">\(L("Facilitator"))</span>" : .empty)</li>
        """
    }
}

/// A short text that changes when any of its parts does (FNV-1a): the same on every node.
struct StateHash {
    private var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ text: String) {
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        value = (value ^ 0xff) &* 0x100_0000_01b3
    }

    var text: String { String(value, radix: 36) }
}
