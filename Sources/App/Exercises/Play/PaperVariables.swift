import Domain
import Storage
import Web

/// What stands in braces in an inject's text, filled for one cell when it goes out. The list is closed: what is not on it stays as written.
struct PaperVariables: Sendable {
    enum Name: String, Sendable, CaseIterable {
        case storyTime = "story_time"
        case storyDate = "story_date"
        case storyDay = "story_day"
        case cell, plays, country, deadline
    }

    let cell: CellRecord
    /// In which the paper is written.
    let language: Language
    let story: Int64
    /// The story's instant by which an answer is wanted; nothing where none is.
    let deadline: Int64?
    /// The name of the cell's country in that language; nothing where it has none.
    let country: String?
    let msel: MselRecord

    func fill(_ text: String) -> String {
        guard text.contains("{") else { return text }
        var filled = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            let after = rest.index(after: open)
            // A name is short: what is no variable is copied once, however many braces a text has.
            let end = rest[after...].prefix(20).firstIndex(of: "}")
            if let end, let name = Name(rawValue: String(rest[after..<end])) {
                filled += value(name)
                rest = rest[rest.index(after: end)...]
            } else {
                filled += "{"
                rest = rest[after...]
            }
        }
        return filled + rest
    }

    private func value(_ name: Name) -> String {
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
