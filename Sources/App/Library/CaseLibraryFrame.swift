import Domain
import Markup
import Storage
import Web

/// The surroundings of the library's pages: the same library stands behind two doors, the programme's own and each of its events'.
struct CaseLibraryFrame {
    let visit: Visit
    let way: CaseOperations.Way
    let programme: ProgrammeRecord
    /// Nothing in the programme's own library.
    let event: EventRecord?
    private let frame: EventFrame?
    private let programmeFrame: ProgrammeFrame?
    /// What a case is chosen for.
    let citing: Citing?
    let names: DirectoryNames
    let roles: Set<Role>

    init(_ visit: Visit, _ way: CaseOperations.Way, _ reading: any Reading) throws {
        self.visit = visit
        self.way = way
        switch way {
        case .programme(let id):
            programme = try ProgrammeStore(reading).programme(id)
            event = nil
            frame = nil
            programmeFrame = try ProgrammeFrame(visit, id, reading)
            citing = nil
            roles = try Policy.roles(of: visit.visitor, in: id, reading)
        case .event(let id):
            let record = try EventStore(reading).event(id)
            guard record.isMeeting else { throw Refusal.notFound }
            event = record
            programmeFrame = nil
            frame = try EventFrame(visit, record, reading)
            programme = try ProgrammeStore(reading).programme(record.programme)
            roles = try visit.membership(in: id, reading).roles
            citing = try Citings.reference(try Self.values(visit)).flatMap {
                try $0.feature.citing($0.id, in: record.id, reading)
            }
        }
        names = try DirectoryNames(reading)
    }

    /// Of the address of a page, or of its form.
    private static func values(_ visit: Visit) throws -> FormValues {
        visit.inbound.method == .get ? visit.inbound.query : try visit.inbound.form()
    }

    /// Whether the visitor adds cases here.
    var mayAdd: Bool {
        event == nil
            ? Policy.allows(.organiseProgramme, visitor: visit.visitor, roles: roles)
            : roles.contains { $0.contributes || $0.runsTheRoom }
    }

    // MARK: Addresses

    private var query: String { citing?.reference.query ?? "" }

    var list: String { (event.map { Paths.eventCases($0.id) } ?? Paths.cases(programme.id)) + query }
    /// Where the form of a new case is sent.
    var target: String { event.map { Paths.eventCases($0.id) } ?? Paths.cases(programme.id) }
    var new: String { (event.map { Paths.newEventCase($0.id) } ?? Paths.newCase(programme.id)) + query }
    func page(_ id: Case.ID) -> String { event.map { Paths.eventCase($0.id, id) } ?? Paths.pastCase(programme.id, id) }
    func editing(_ id: Case.ID) -> String {
        event.map { Paths.eventCaseEditing($0.id, id) } ?? Paths.caseEditing(programme.id, id)
    }

    /// The hidden field that goes on from page to page.
    var citingField: HTML {
        citing.map {
            "<input type=\"hidden\" name=\"\($0.reference.field)\" value=\"\($0.reference.id)\">" as HTML
        } ?? .empty
    }

    // MARK: Page

    /// What the list is called: the programme's library, and in an event what its tables rest on.
    var name: Message { event == nil ? L("Library of the programme") : L("Cases") }

    /// - Parameter crumb: over it; the list by default.
    func answer(
        _ title: Message, path: String, crumb: Layout.Crumb? = nil, _ main: HTML, isWrong: Bool = false
    ) -> Answer {
        let between: [Layout.Crumb] = path == list ? [] : [crumb ?? .init(name, list)]
        if let programmeFrame {
            return programmeFrame.page(
                title, path: path, tab: ProgrammeTab.library.id, between: between, styles: ["tables", "guide"],
                status: isWrong ? .wrong : .ok, main)
        }
        var layout: Layout
        if let frame {
            let way: [Layout.Crumb] = citing.map { [.init($0.homeName, $0.home)] } ?? []
            layout = frame.layout(title, path: path, tab: EventTab.results.id, between: way + between)
        } else {
            layout = Layout(.desk, title, path: path)
            layout.crumbs =
                [
                    .init(L("Programmes"), Paths.programmes()),
                    .init(.verbatim(programme.title), Paths.programme(programme.id)),
                ] + between + [.init(title, nil)]
            layout.dress(visit)
        }
        layout.styles = ["tables", "guide"]
        return layout.answer(main, isWrong ? .wrong : .ok)
    }
}

extension CaseRecord.Kind {
    var label: Message {
        switch self {
        case .event: L("Past event")
        case .exercise: L("Exercise", context: "case")
        case .practice: L("Practice", context: "case")
        }
    }
}

extension CaseRecord {
    /// `May 2019`, `2019`, `14 May 2019`, in the interface's language.
    var dateText: String { DateText.partial(fields.happenedOn) }

    /// Under its title in a list: kind, date, place, country, marking.
    func meta(_ names: DirectoryNames) -> HTML {
        """
        <p class="meta"><span>\(kind.label)</span> <span>\(dateText)</span> \(fields.place.isEmpty ? .empty : "<span dir=\"auto\">\(fields.place)</span>") \
        \(names.chip(fields.country)) \(TLP.chip(fields.marking)) \
        \(retiredAt == nil ? .empty : "<span class=\"state warn\">\(L("retired"))</span>")</p>
        """
    }
}
