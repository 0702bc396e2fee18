import Domain
import Storage
import Web

/// The timetable on paper: what hangs on the wall, a line for each rotation, and the stations with their tasks.
enum StationSheet {
    static func document(_ plan: StationPlan, programme: String, withTasks: Bool) -> Document {
        var document = Document(
            title: plan.event.title, kind: L("Timetable of the stations").string(), marking: plan.event.marking,
            language: Language.current.rawValue)
        document.facts = [
            .init(L("Programme"), programme), .init(L("When"), DateText.span(plan.event.startsOn, plan.event.endsOn)),
            .init(L("Place"), plan.event.place.isEmpty ? "–" : plan.event.place),
        ]
        document.note = [.meaning(of: plan.event.marking)]
        document.blocks = timetable(plan) + stations(plan, withTasks: withTasks)
        return ExercisePrint.marked(document)
    }

    private static func timetable(_ plan: StationPlan) -> [Document.Block] {
        guard !plan.timetable.rotations.isEmpty else { return [] }
        let words = MomentWords(plan.event.timeZone)
        let rows = plan.timetable.rotations.map { rotation in
            [StationTimes(words).text(rotation)]
                + plan.stations.map { plan.group(at: $0.id, in: rotation).map { "\($0.code) \($0.name)" } ?? "" }
        }
        return [
            .heading(1, id: "timetable", L("Timetable")),
            .table(
                ReportTable.make(
                    L("Which group is where"), [L("Time")] + plan.stations.map { .verbatim($0.title) }, rows,
                    weights: [1.4])),
            .paragraph(L("Times of \(plan.event.timeZone).")),
        ]
    }

    private static func stations(_ plan: StationPlan, withTasks: Bool) -> [Document.Block] {
        plan.stations.flatMap { station -> [Document.Block] in
            var blocks: [Document.Block] = [
                .heading(1, id: "station-\(station.number)", .verbatim(station.title))
            ]
            if !station.fields.place.isEmpty { blocks.append(.paragraph(.verbatim(station.fields.place))) }
            guard withTasks else { return blocks }
            blocks += station.fields.text.split(whereSeparator: \.isNewline).map { .paragraph([.text(String($0))]) }
            let tasks = plan.tasks.filter { station.tasks.contains($0.id) }
            if !tasks.isEmpty { blocks.append(.list(tasks.map { [.text("\($0.code) \($0.text)")] })) }
            return blocks
        }
    }
}

/// Times of rotations in words; the day where there are several.
struct StationTimes {
    let words: MomentWords

    init(_ words: MomentWords) { self.words = words }

    func text(_ rotation: StationTimetable.Rotation) -> String {
        let (start, end) = (words.wallClock(rotation.start), words.wallClock(rotation.end))
        return "\(start.date) \(start.clock)–\(end.clock)"
    }
}
