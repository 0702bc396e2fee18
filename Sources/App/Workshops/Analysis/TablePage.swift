import Domain
import Markup
import Storage
import Web

/// A group's table, for one person.
struct TablePage {
    var table: TableView
    let access: TableAccess
    let issue: IssueRecord?
    private let frame: EventFrame

    static let trouble: HTML = "<div id=\"trouble\" hidden></div>"

    init(
        _ event: Event.ID, _ group: BreakoutGroup.ID, issue: Issue.ID?, people: Set<String>, visit: Visit,
        _ reading: any Reading
    ) throws {
        access = try TableAccess(visit, event, group, reading)
        table = try TableView(
            event, group, isWriting: access.mayWrite, people: people, reading)
        self.issue = table.issues.first { $0.id == issue } ?? table.issues.first
        frame = try EventFrame(visit, table.event, reading)
    }

    var document: HTML {
        var layout = frame.layout(
            table.group.label, path: Paths.table(table.event.id, table.group.id), tab: EventTab.room.id)
        layout.styles = ["tables"]
        layout.scripts = ["cards"]
        // Who writes here is led back here from the event's address.
        if access.mayWrite, !frame.hasTabs {
            layout.crumbs = [.init(.verbatim(table.event.title), nil), .init(table.group.label, nil)]
        }
        layout.live = Paths.tableLive(table.event.id, table.group.id)
        layout.state = access.mayWrite ? table.state : nil
        return layout.document(fragment)
    }

    /// What a fetch of the client gets.
    var fragment: HTML {
        "\(Self.trouble)\(notice)\(table.content(issue))"
    }

    private var notice: HTML {
        guard !access.mayWrite else { return "<div id=\"looking-on\" hidden></div>" }
        let words =
            access.belongs && !access.isOpen
            ? L("The analysis is closed: you read what your group wrote.")
            : L("You are an observer at this table: you read and do not write.")
        return "<div class=\"notice\" id=\"looking-on\"><p>\(words)</p></div>"
    }
}

/// All tables of an event.
struct TablesPage {
    let room: Room
    let progress: [TableProgress]
    private let frame: EventFrame

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        room = try Room(event, reading)
        progress = try TableProgress.all(of: event, reading)
        frame = try EventFrame(visit, room.event, reading)
    }

    var document: HTML {
        var layout = frame.layout(L("Tables"), path: Paths.tables(room.event.id), tab: EventTab.results.id)
        layout.styles = ["tables"]
        return layout.document(
            """
            <div class="head"><h1>\(L("Tables"))</h1><p class="muted">\(L("What each group wrote; everybody in the room may read it."))</p></div>\
            \(progress.isEmpty ? "<p class=\"muted\">\(L("There are no groups yet."))</p>" : TableProgress.table(progress, zone: room.event.timeZone))
            <p><a href="\(Paths.eventCases(room.event.id))">\(L("Cases of the library"))</a></p>
            """)
    }
}
