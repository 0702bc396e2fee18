import Domain
import Storage
import Web

/// Who agreed to what of a plan, before it is adopted: by item, "agreed by n of m"; reservations stay as footnotes.
struct PlanAdoption: Sendable {
    struct Line: Sendable {
        let item: PlanItem.ID
        let stands: [PlanStandRecord]
        /// Who said nothing.
        let silent: [MemberRef]
        /// Those who agree, with words or without; the silent ones where that was announced and the day is over.
        let agreed: Int

        var notes: [PlanStandRecord] { stands.filter { $0.kind != .agrees } }
        /// Who has said something in the room that no focal point has confirmed.
        var provisional: [MemberRef] { stands.filter(\.isProvisional).map(\.member) }
    }

    let asked: [MemberRef]
    let lines: [Line]
    private let byItem: [PlanItem.ID: Int]

    init(_ plan: PlanRecord, _ entries: [PlanEntry], _ voice: PlanVoice, _ reading: any Reading) throws {
        let asked = voice.asked(plan)
        self.asked = asked
        let said = Dictionary(grouping: try PlanRecordStore(reading).stands(of: plan.id), by: \.item)
        let known = Set(asked)
        let isOver = !plan.answerBy.isEmpty && plan.answerBy < voice.standing.today || plan.stage == .adopted
        let shown = entries.filter {
            $0.standing != .dropped && voice.isShown($0.item, $0.action, in: plan, to: asked)
        }
        let lines = shown.map { entry in
            let stands = (said[entry.item.id] ?? []).filter { known.contains($0.member) }
            let answered = Set(stands.map(\.member))
            let silent = asked.filter { !answered.contains($0) }
            let silenceCounts = plan.silenceAgrees && isOver
            // What was agreed in the room counts once it is confirmed; or as silence would.
            let counted = stands.filter { $0.kind != .reserves && (!$0.isProvisional || silenceCounts) }.count
            return Line(
                item: entry.item.id, stands: stands, silent: silent,
                agreed: counted + (silenceCounts ? silent.count : 0))
        }
        self.lines = lines
        byItem = Dictionary(lines.enumerated().map { ($1.item, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Everybody has answered to everything.
    var isComplete: Bool { lines.allSatisfy { $0.silent.isEmpty && $0.provisional.isEmpty } }

    func line(_ item: PlanItem.ID) -> Line? { byItem[item].map { lines[$0] } }

    var json: String {
        JSONValue.list(
            lines.map { line in
                .ordered([
                    ("item", .text(line.item.description)), ("agreed", .whole(line.agreed)),
                    ("asked", .whole(asked.count)),
                    (
                        "notes",
                        .list(
                            line.notes.map { note in
                                .ordered([
                                    ("member", .text(note.member.description)), ("stand", .text(note.kind.rawValue)),
                                    ("words", .text(note.words)), ("provisional", .flag(note.isProvisional)),
                                ])
                            })
                    ),
                ])
            }
        ).json
    }
}
