import Domain
import Web

/// A question of a file, asked once for a column or a spelling.
struct MselAsked {
    /// Of the form's field.
    let name: String
    let label: Message
    let samples: [String]
    /// Nothing where the answer is typed.
    let options: [(value: String, label: Message)]?
    var kind = "text"
    var preset = ""

    static func all(_ intake: MselIntake) -> [MselAsked] {
        var all: [MselAsked] = []
        for question in intake.reading.questions {
            for asked in one(question, intake) where !all.contains(where: { $0.name == asked.name }) {
                all.append(asked)
            }
        }
        if let start = intake.proposedStart, !all.contains(where: { $0.name == "start" }) {
            all.append(
                MselAsked(
                    name: "start", label: L("When does the exercise start?"), samples: [], options: nil,
                    kind: "datetime-local", preset: start))
        }
        return all + intake.unknown.map { spelling($0, intake) } + conflicts(intake)
    }

    private static func one(_ question: MselQuestion, _ intake: MselIntake) -> [MselAsked] {
        let (samples, column) = (question.samples, question.column)
        switch question.name {
        case "date_order":
            return [
                MselAsked(
                    name: "order", label: L("“\(column)”: what comes first in dates?"), samples: samples,
                    options: [("", L("Choose")), ("dmy", L("The day")), ("mdy", L("The month"))])
            ]
        case "unit":
            return [
                MselAsked(
                    name: "unit:\(MselOptions.key(column))", label: L("“\(column)”: what is counted?"),
                    samples: samples,
                    options: [("", L("Choose")), ("minutes", L("Minutes")), ("hours", L("Hours"))])
            ]
        case "number":
            return [
                MselAsked(
                    name: "points", label: L("“\(column)”: is 14.05 a time of the day?"), samples: samples,
                    options: [("", L("Choose")), ("clock", L("Yes"))]),
                MselAsked(
                    name: "unit:\(MselOptions.key(column))", label: L("“\(column)”: what is counted?"),
                    samples: samples,
                    options: [("", L("Choose")), ("minutes", L("Minutes")), ("hours", L("Hours"))]),
            ]
        case "zone":
            return samples.compactMap { $0.split(separator: " ").last.map { String($0).lowercased() } }.map { zone in
                MselAsked(
                    name: "zone:\(zone)", label: L("How far is \(zone.uppercased()) east of UTC, as +05:30?"),
                    samples: samples, options: nil)
            }
        default: return another(question, intake)
        }
    }

    private static func another(_ question: MselQuestion, _ intake: MselIntake) -> [MselAsked] {
        let (samples, column) = (question.samples, question.column)
        switch question.name {
        case "year", "week":
            return [
                MselAsked(
                    name: "start", label: L("When does the exercise start?"), samples: samples, options: nil,
                    kind: "datetime-local")
            ]
        case "two_times":
            let columns = intake.reading.sheets.flatMap { $0.headings }.filter { !$0.isEmpty }
            return [
                MselAsked(
                    name: "times", label: L("“\(column)”: another column says another time. Which one counts?"),
                    samples: samples,
                    options: [("", L("Choose"))] + Array(Set(columns)).sorted().map { ($0, .verbatim($0)) })
            ]
        case "field":
            return [
                MselAsked(
                    name: "field:\(MselOptions.key(column))", label: L("What does the column “\(column)” hold?"),
                    samples: samples, options: [("", L("Choose"))] + Self.uses)
            ]
        case "channel":
            let channels = [("", L("Choose"))] + ExerciseChannel.allCases.map { ($0.rawValue, $0.label) }
            return samples.map { word in
                MselAsked(
                    name: "channel:\(word)", label: L("How does “\(word)” reach its players?"), samples: [],
                    options: channels)
            }
        default: return []
        }
    }

    /// What a column may hold.
    static var uses: [(value: String, label: Message)] {
        MselField.chosen.map { ($0.rawValue, $0.words) } + [
            (MselAnswers.extra, L("Something else: keep it as it is")), (MselAnswers.leftOut, L("Leave it out")),
        ]
    }

    private static func spelling(_ name: String, _ intake: MselIntake) -> MselAsked {
        var options: [(value: String, label: Message)] = [("", L("Choose")), ("all", L("All cells"))]
        options += intake.plan.cells.map { ($0.id.description, .verbatim($0.name)) }
        options += [("simcell", L("Simulation cell")), ("new", L("A new cell")), ("-", L("Nobody"))]
        return MselAsked(
            name: "to:" + Folded.text(name.prefix(100)), label: L("Who is “\(name)”?"), samples: [], options: options)
    }

    private static func conflicts(_ intake: MselIntake) -> [MselAsked] {
        intake.rows.compactMap(\.open).prefix(200).flatMap { open in
            open.merge.conflicts.sorted { $0.key.rawValue < $1.key.rawValue }.map { field, conflict in
                let label = intake.plan.inject(open.inject)?.label ?? ""
                return MselAsked(
                    name: "conflict:\(open.inject):\(field.rawValue)",
                    label: L("Inject \(label), \(field.words): changed here and in the file. Which one counts?"),
                    samples: [],
                    options: [
                        ("", L("Choose")), ("here", L("Here: \(String(conflict.here.prefix(80)))")),
                        ("file", L("In the file: \(String(conflict.file.prefix(80)))")),
                    ])
            }
        }
    }
}
