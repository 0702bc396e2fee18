import Domain
import Storage
import Web

/// What stands in braces in an inject's text, filled for one cell when it goes out: the closed list is ``InjectVariable``.
struct PaperVariables: Sendable {
    let cell: CellRecord
    /// In which the paper is written.
    let language: Language
    let story: Int64
    /// The story's instant by which an answer is wanted; nothing where none is.
    let deadline: Int64?
    /// The name of the cell's country in that language; nothing where it has none.
    let country: String?
    let msel: MselRecord

    func fill(_ text: String) -> String { InjectVariable.fill(text, value) }

    private func value(_ name: InjectVariable) -> String {
        let words = MomentWords(cell.zone)
        return switch name {
        case .storyTime: words.plain(story, .time, in: language)
        case .storyDate: DateText.day(words.wallClock(story).date, in: language)
        case .storyDay: "\(StoryDay.number(story, in: msel))"
        case .cell: cell.name
        case .plays: cell.plays.isEmpty ? cell.name : cell.plays
        case .country: country ?? cell.name
        case .deadline: deadline.map { words.plain($0, .time, in: language) } ?? "–"
        }
    }
}

/// Days of the story are counted by dates where the story plays: the same for all cells.
enum StoryDay {
    static func number(_ story: Int64, in msel: MselRecord) -> Int {
        let words = MomentWords(msel.zone)
        return words.wallClock(story).day.daysSince1970 - words.wallClock(msel.storyStart).day.daysSince1970 + 1
    }
}
