import Domain
import Markup
import Storage
import Web

/// The surroundings of the pages of an exercise: those of its event, the row of its own pages, and the mark above and below.
struct ExerciseFrame {
    let frame: EventFrame
    let exercise: ExerciseRecord
    let standing: ExerciseStanding
    let mark: TitleMark

    /// Whether the page shows what is played: then it carries the mark.
    enum TitleMark { case marked, plain }

    /// - Throws: ``Refusal/notFound`` where the event has no exercise, or who asks no part in it.
    init(_ visit: Visit, _ event: Event.ID, mark: TitleMark = .marked, _ reading: any Reading) throws {
        frame = try EventFrame(visit, event, reading)
        exercise = try PlayStore(reading).required(event)
        standing = try ExerciseStanding(visit, event, reading)
        self.mark = mark
    }

    var event: Event.ID { frame.event.id }
    var visit: Visit { frame.visit }

    static let tab = "exercise"

    /// - Parameters:
    ///   - chosen: the id of the ``ExerciseTab``.
    ///   - between: steps between the exercise and this page.
    func layout(
        _ chosen: String, _ title: Message, path: String, kind: Layout.Kind = .desk, between: [Layout.Crumb] = []
    )
        -> Layout
    {
        var layout = frame.layout(
            title, path: path, tab: Self.tab, kind: kind,
            between: (chosen == "overview" ? [] : [.init(L("Exercise"), ExercisePaths.home(event))]) + between)
        layout.styles = ["tables", "exercise"]
        if mark == .marked { layout.title = .verbatim(ExerciseMark.title(title.string())) }
        return layout
    }

    func answer(
        _ chosen: String, _ title: Message, path: String, between: [Layout.Crumb] = [], styles: [String] = [],
        _ main: HTML, status: DeskFrame.FormStatus = .ok
    ) -> Answer {
        var layout = layout(chosen, title, path: path, between: between)
        layout.styles += styles
        return layout.answer("\(dressed(chosen, main))", status)
    }

    /// The row of pages, the content, and the mark above and below.
    func dressed(_ chosen: String, _ main: HTML) -> HTML {
        guard mark == .marked else { return "\(tabs(chosen))\(main)" }
        return "\(ExerciseMark.bar())\(tabs(chosen))\(main)\(ExerciseMark.bar("bottom"))"
    }

    private var shown: [ExerciseTab] { ExerciseTab.all.filter { $0.isShown(standing, exercise) } }

    /// The row of the exercise; below it that of the chosen entry's own pages, where it has several.
    private func tabs(_ chosen: String) -> HTML {
        let shown = shown
        let group = shown.first { $0.id == chosen }?.group
        var items: [SubTabs.Item] = []
        for tab in shown {
            let beside = shown.filter { $0.group != nil && $0.group == tab.group }
            guard let own = tab.group, beside.count > 1 else {
                items.append(.init(id: tab.id, label: tab.label, path: tab.path(event)))
                continue
            }
            guard beside.first?.id == tab.id else { continue }
            // The entry is the chosen one on each page behind it.
            items.append(.init(id: own == group ? chosen : tab.id, label: own.label, path: tab.path(event)))
        }
        let row = SubTabs(label: L("Exercise"), items: items, chosen: chosen).html
        guard let group, shown.first(where: { $0.id == chosen })?.hasOwnRow == false else { return row }
        return "\(row)\(SubTabs(label: group.label, items: pages(group), chosen: chosen).html)"
    }

    /// What stands behind the same entry of the row as a page with a row of its own.
    func beside(_ chosen: String) -> [SubTabs.Item] {
        guard let group = shown.first(where: { $0.id == chosen })?.group else { return [] }
        return pages(group).filter { $0.id != chosen }
    }

    /// The pages behind one entry of the row.
    private func pages(_ group: ExerciseTab.Group) -> [SubTabs.Item] {
        shown.filter { $0.group == group }.map { .init(id: $0.id, label: $0.label, path: $0.path(event)) }
    }
}
