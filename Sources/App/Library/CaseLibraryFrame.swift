import Domain
import Markup
import Storage
import Web

/// The surroundings of the library's pages: the same library stands behind two doors, the programme's own and each of its events'.
struct CaseLibraryFrame {
    let visit: Visit
    let door: CaseOperations.Door
    let programme: ProgrammeRecord
    /// Nothing at the programme's own door.
    let event: EventRecord?
    /// The aspect that a case is chosen for.
    let aspect: AspectRecord?
    let names: DirectoryNames
    let roles: Set<Role>

    init(_ visit: Visit, _ door: CaseOperations.Door, _ reading: any Reading) throws {
        self.visit = visit
        self.door = door
        switch door {
        case .programme(let id):
            programme = try ProgrammeStore(reading).programme(id)
            event = nil
            aspect = nil
            roles = try Policy.roles(of: visit.visitor, in: id, reading)
        case .event(let id):
            let record = try EventStore(reading).event(id)
            event = record
            programme = try ProgrammeStore(reading).programme(record.programme)
            roles = try Policy.roles(of: visit.visitor, in: id, reading)
            aspect = try Aspect.ID(try Self.aspectField(visit)).map { id in
                let found = try AspectStore(reading).aspect(id)
                guard found.event == record.id else { throw Refusal.notFound }
                return found
            }
        }
        names = try DirectoryNames(reading)
    }

    /// From the address of a page, or the hidden field of its form.
    private static func aspectField(_ visit: Visit) throws -> String {
        visit.inbound.method == .get ? visit.inbound.query.text("aspect") : try visit.inbound.form().text("aspect")
    }

    /// Whether the visitor adds cases here.
    var mayAdd: Bool {
        event == nil
            ? Policy.allows(.organiseProgramme, visitor: visit.visitor, roles: roles)
            : roles.contains { $0.contributes || $0.runsTheRoom }
    }

    // MARK: Addresses

    private var query: String { aspect.map { "?aspect=\($0.id)" } ?? "" }

    var list: String { (event.map { Paths.eventCases($0.id) } ?? Paths.cases(programme.id)) + query }
    /// Where the form of a new case is sent.
    var target: String { event.map { Paths.eventCases($0.id) } ?? Paths.cases(programme.id) }
    var new: String { (event.map { Paths.newEventCase($0.id) } ?? Paths.newCase(programme.id)) + query }
    func page(_ id: Case.ID) -> String { event.map { Paths.eventCase($0.id, id) } ?? Paths.pastCase(programme.id, id) }
    func editing(_ id: Case.ID) -> String {
        event.map { Paths.eventCaseEditing($0.id, id) } ?? Paths.caseEditing(programme.id, id)
    }

    /// The table at which the aspect stands.
    var table: String? { aspect.map { Paths.table($0.event, $0.group) + "?issue=\($0.issue)#aspect-\($0.id)" } }

    // MARK: Page

    func answer(_ title: Message, path: String, _ main: HTML, isWrong: Bool = false) -> Answer {
        var layout = Layout(.desk, title, path: path)
        layout.styles = ["tables", "guide"]
        layout.marking = event?.marking
        layout.tools = visit.visitor.account == nil ? .empty : DeskMenu.html(visit)
        layout.crumbs = crumbs + (path == list ? [] : [.init(L("Cases"), list)]) + [.init(title, nil)]
        return .html(
            layout.document("\(Done.notice(visit))\(main)"), status: isWrong ? .unprocessableContent : .ok)
    }

    private var crumbs: [Layout.Crumb] {
        if let event {
            let home = roles.contains { $0.runsTheRoom } ? Paths.console(event.id) : Paths.room(event.code)
            let way: [Layout.Crumb] = table.map { [.init(L("Table"), $0)] } ?? []
            return [.init(.verbatim(event.title), home)] + way
        }
        return [
            .init(L("Programmes"), Paths.programmes()),
            .init(.verbatim(programme.title), Paths.programme(programme.id)),
        ]
    }
}

extension CaseRecord.Kind {
    var label: Message {
        switch self {
        case .event: L("Event")
        case .exercise: L("Exercise")
        }
    }
}

extension CaseRecord {
    /// `May 2019`, `2019`, `14 May 2019`, in the interface's language.
    var dateText: String { DateText.partial(happenedOn) }

    /// Under its title in a list: kind, date, place, country, marking.
    func meta(_ names: DirectoryNames) -> HTML {
        """
        <p class="meta"><span>\(kind.label)</span> <span>\(dateText)</span> \(place.isEmpty ? .empty : "<span dir=\"auto\">\(place)</span>") \
        \(names.chip(country)) \(TLP.chip(marking)) \
        \(retiredAt == nil ? .empty : "<span class=\"state warn\">\(L("retired"))</span>")</p>
        """
    }
}
